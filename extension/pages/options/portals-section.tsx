import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../i18n";

export interface PortalsSectionProps {
  /** Origins of the remembered portals. */
  readonly portals: readonly string[];
  /** The portal forgotten last, announced to screen readers. */
  readonly forgotten: string | null;
  readonly forget: (origin: string) => Promise<void>;
}

/** The portals that log in with the card, and the button to forget each. */
export function PortalsSection({ portals, forgotten, forget }: PortalsSectionProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The focused button is gone with its portal.
  useLayoutEffect(() => {
    if (forgotten !== null) heading.current?.focus();
  }, [forgotten]);
  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {t("options_remembered_heading")}
      </h2>
      {portals.length === 0 && <p>{t("options_remembered_none")}</p>}
      <ul class="portals">
        {portals.map((origin) => (
          <li key={origin}>
            <span class="origin">
              <bdi>{origin}</bdi>
            </span>
            <button type="button" aria-label={t("options_forget_portal", origin)} onClick={() => void forget(origin)}>
              {t("options_forget")}
            </button>
          </li>
        ))}
      </ul>
      <p role="status" class="hint">
        {forgotten === null ? "" : t("options_forgotten", forgotten)}
      </p>
    </section>
  );
}
