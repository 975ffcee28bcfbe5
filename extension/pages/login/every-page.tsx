import type { ErrorValue } from "../../../shared/errors";
import type { ModuleOfferView } from "../../login/module-offer";
import { errorText } from "../error-text";
import { t } from "../i18n";
import { TurnModuleOn } from "../module/turn-on";
import { ModuleRestart } from "../module/restart";
import { Notice } from "../notice";
import type { Send } from "./connection";

const EVERY_PAGE: ErrorValue = { code: "portal.every-page", details: {} };

/** The next step at a portal that wants the certificate on every page, which only the browser itself can show. */
export function EveryPage({
  moduleOffer: { state, problem },
  send,
}: {
  readonly moduleOffer: ModuleOfferView;
  readonly send: Send;
}) {
  switch (state) {
    case "possible":
    case "turning-on":
      return <TurnModuleOn turningOn={state === "turning-on"} turnOn={() => send({ type: "turnModuleOn" })} />;
    case "restart":
      return (
        <div role="status">
          <ModuleRestart />
        </div>
      );
    case "open":
      return (
        <section class="notice info">
          <p>{t("module_open")}</p>
          <p class="buttons">
            <button
              type="button"
              class="primary"
              data-testid="module-open-portal"
              onClick={() => send({ type: "openPortal" })}
            >
              {t("module_open_portal")}
            </button>
          </p>
        </section>
      );
    case "without-card":
    case "in-vain":
      return <p class="notice info">{t("module_reopen")}</p>;
    case "none":
      return problem ? (
        <Notice error={problem} kind="problem" />
      ) : (
        <p class="notice info">{errorText(EVERY_PAGE).remedy}</p>
      );
  }
}
