import { t } from "../i18n";

export interface BadgeSectionProps {
  readonly wanted: boolean;
  readonly choose: (wanted: boolean) => void;
}

/** Whether the button shows that an address takes the card, and what it costs to find out. */
export function BadgeSection({ wanted, choose }: BadgeSectionProps) {
  return (
    <section>
      <h2>{t("options_badge_heading")}</h2>
      <label class="check">
        <input
          type="checkbox"
          data-testid="card-badge"
          checked={wanted}
          aria-describedby="badge-hint"
          onChange={({ currentTarget }) => choose(currentTarget.checked)}
        />
        <span>{t("options_badge_wanted")}</span>
      </label>
      <p id="badge-hint" class="hint">
        {t("options_badge_hint")}
      </p>
    </section>
  );
}
