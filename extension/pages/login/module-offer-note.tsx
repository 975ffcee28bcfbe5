import type { ModuleOfferView } from "../../login/module-offer";
import { t } from "../i18n";
import { TurnModuleOn } from "../module/turn-on";
import { ModuleRestart } from "../module/restart";
import { Notice } from "../notice";
import type { Send } from "./connection";

/** Tells, above the PIN form, whether the browser can open the portal with the card by itself. */
export function ModuleOfferNote({
  moduleOffer: { state, problem },
  send,
}: {
  readonly moduleOffer: ModuleOfferView;
  readonly send: Send;
}) {
  switch (state) {
    case "possible":
    case "turning-on":
      return (
        <>
          <TurnModuleOn turningOn={state === "turning-on"} turnOn={() => send({ type: "turnModuleOn" })} />
          <OrHere />
        </>
      );
    case "restart":
      return (
        <>
          <div role="status">
            <ModuleRestart />
          </div>
          <OrHere />
        </>
      );
    case "without-card":
      return (
        <p class="notice info" role="status">
          {t("module_without_card")}
        </p>
      );
    case "in-vain":
      return (
        <p class="notice warning" role="status">
          {t("module_in_vain")}
        </p>
      );
    case "none":
    case "open":
      return (
        problem && (
          <div role="alert">
            <Notice error={problem} kind="problem" />
          </div>
        )
      );
  }
}

function OrHere() {
  return <h2>{t("module_or_here")}</h2>;
}
