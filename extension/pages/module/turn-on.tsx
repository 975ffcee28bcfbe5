import { useState } from "preact/hooks";
import { askForModule, extensionsLoadModules } from "../../browser/module";
import type { ErrorValue } from "../../../shared/errors";
import { t } from "../i18n";
import { Notice } from "../notice";

const REFUSED: ErrorValue = { code: "module.not-loaded", details: {} };

/** Offers to let the browser use the card by itself: one sentence, one button. `turningOn`: the change is under way. */
export function TurnModuleOn({ turningOn, turnOn }: { readonly turningOn: boolean; readonly turnOn: () => void }) {
  const [stage, setStage] = useState<"offered" | "asking" | "refused">("offered");
  const busy = stage === "asking" || turningOn;
  const press = async () => {
    if (busy) return;
    // The browser asks the person only while it handles the click.
    const asked = askForModule();
    setStage("asking");
    try {
      const granted = await asked;
      setStage("offered");
      if (granted) turnOn();
    } catch {
      setStage("refused");
    }
  };
  return (
    <section class="notice info" data-testid="module-offer">
      <p id="module-offer">{t(extensionsLoadModules() ? "module_offer" : "module_offer_later")}</p>
      <p class="buttons">
        <button
          type="button"
          class="primary"
          data-testid="module-turn-on"
          aria-disabled={busy}
          onClick={() => void press()}
        >
          {t("module_turn_on")}
        </button>
      </p>
      <div role="status">
        {stage === "asking" && <p class="waiting">{t("site_access_wait")}</p>}
        {turningOn && <p class="waiting">{t("module_turning_on")}</p>}
        {stage === "refused" && <Notice error={REFUSED} kind="problem" />}
      </div>
    </section>
  );
}
