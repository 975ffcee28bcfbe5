import { t } from "../i18n";
import { CardFacts } from "./card-facts";
import type { UsableCard } from "./cards";

/** The choice among several cards. No card is chosen at first. */
export function CardChoice({
  usable,
  reader,
  choose,
}: {
  readonly usable: readonly UsableCard[];
  readonly reader: string | null;
  readonly choose: (reader: string) => void;
}) {
  return (
    <fieldset>
      <legend>{t("card_choose")}</legend>
      {usable.map((one) => (
        <label class="check" key={one.reader}>
          <input type="radio" name="card" checked={one.reader === reader} onChange={() => choose(one.reader)} />
          <div>
            <CardFacts usable={one} />
            <p class="reader">
              {t("card_reader")}: <bdi>{one.reader}</bdi>
            </p>
          </div>
        </label>
      ))}
    </fieldset>
  );
}
