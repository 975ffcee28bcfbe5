import { useState } from "preact/hooks";
import type { ErrorValue } from "../../../shared/errors";
import type { LoginPhase, LoginView } from "../../login/view";
import { Frame } from "../frame";
import { t } from "../i18n";
import { issuerOfAll } from "../known-issuer";
import { Notice } from "../notice";
import { summarise, warningsFor } from "./cards";
import { pageWait, useComposure, type Wait } from "./composure";
import type { Send } from "./connection";
import { Failed } from "./failed";
import { ForeignFormNote } from "./foreign-form-note";
import { LoginHere, OpenPortal } from "./open-portal";
import { ModuleOfferNote } from "./module-offer-note";
import { PinForm } from "./pin-form";
import { Portal } from "./portal";
import { PortalFile } from "./portal-file";
import { PortalPage } from "./portal-page";
import { useSiteAccess } from "./site-access-note";
import { Status } from "./status";
import { useSubmit } from "./use-submit";

/**
 * Phases that the person can still cancel on this page. While a keypad has the card, only the reader's own key cancels.
 */
const MAY_CANCEL: readonly LoginPhase["name"][] = [
  "starting",
  "probing",
  "ready",
  "working",
  "reading-answer",
  "portal-page",
  "opening",
];

/** Phases that show what the portal sent. The person has decided about it before. */
const OF_PORTAL: readonly LoginPhase["name"][] = ["portal-page", "portal-file"];

/** The login page: the portal, the next step, and the progress of the login. */
export function LoginPage({
  view,
  send,
  wait = pageWait,
}: {
  readonly view: LoginView;
  readonly send: Send;
  readonly wait?: Wait;
}) {
  // A warning that comes with the server's answer has its second, too.
  const composure = useComposure(wait, JSON.stringify([view.origin, isUnlisted(view)]), view.phase.name !== "probing");
  const allowed = useSiteAccess(view.access);
  const { sending, problem, submit } = useSubmit(view, allowed === true, send);
  const [reader, chooseReader] = useState<string | null>(null);
  const [remember, setRemember] = useState<boolean | null>(null);
  const { phase, moduleOffer } = view;
  const { usable } = summarise(view.cards);
  const asks = sending === null ? askedIn(phase) : null;
  const refused = asks?.refused ?? problem;
  const mayCancel = MAY_CANCEL.includes(phase.name) && !(phase.name === "working" && phase.step === "keypad");
  const cancel = () => send({ type: "cancel" });
  const cards = (view.cards?.readers ?? []).map(({ card }) => card);
  const issuer = issuerOfAll(cards.flatMap((card) => (card?.status === "ready" ? [card.certificate.issuer] : [])));
  return (
    <Frame title={t("login_title")} issuer={issuer}>
      {view.origin !== "" && (
        <Portal
          origin={view.origin}
          domain={view.domain}
          firstUse={view.firstUse && moduleOffer.state !== "open"}
          explained={!OF_PORTAL.includes(phase.name)}
        />
      )}
      {view.foreignForm !== null && askedIn(phase) !== null && <ForeignFormNote {...view.foreignForm} />}
      {view.popup && askedIn(phase) !== null && (
        <p class="notice info" data-testid="popup">
          {t("popup_note")}
        </p>
      )}
      <div role="status">
        <Status view={view} reader={reader} sending={sending} allowed={allowed} />
      </div>
      {asks !== null && refused !== null && (
        <div role="alert">
          <Notice error={refused} kind="problem" id="refused" />
        </div>
      )}
      {asks !== null && usable.length > 0 && <ModuleOfferNote moduleOffer={moduleOffer} send={send} />}
      {asks !== null && usable.length > 0 && moduleOffer.state === "open" && (
        <OpenPortal usable={usable} issuers={asks.issuers} origin={view.origin} wait={wait} send={send} />
      )}
      {asks !== null && allowed !== null && usable.length > 0 && moduleOffer.state !== "open" && (
        <PinForm
          key={JSON.stringify(refused)}
          origin={view.origin}
          issuers={asks.issuers}
          usable={usable}
          refused={refused}
          reader={reader}
          chooseReader={chooseReader}
          allowed={allowed}
          remember={remember ?? view.remembered}
          setRemember={setRemember}
          submit={submit}
          cancel={cancel}
          wait={wait}
          checked={phase.name !== "probing"}
          composure={composure}
        />
      )}
      {phase.name === "portal-page" && <PortalPage {...phase} moduleOffer={moduleOffer} send={send} />}
      {phase.name === "portal-file" && <PortalFile {...phase} send={send} />}
      {phase.name === "failed" && (
        <Failed error={phase.error} mayRetry={phase.mayRetry} said={phase.said} moduleOffer={moduleOffer} send={send} />
      )}
      {mayCancel && (asks === null || usable.length === 0) && (
        <p class="buttons">
          {phase.name === "opening" && <LoginHere send={send} />}
          <button type="button" onClick={cancel}>
            {t("cancel_button")}
          </button>
        </p>
      )}
    </Frame>
  );
}

/** What is known of the portal where the person may type the PIN; null: they may not yet, or no more. */
function askedIn(
  phase: LoginPhase,
): { readonly issuers: readonly string[]; readonly refused: ErrorValue | null } | null {
  if (phase.name === "probing" && phase.mayType) return { issuers: [], refused: null };
  return phase.name === "ready" ? phase : null;
}

/** Whether the portal has named the authorities whose cards it takes, and a card that is there has another one. */
function isUnlisted({ origin, phase, cards }: LoginView): boolean {
  if (phase.name !== "ready") return false;
  const { host } = new URL(origin);
  return summarise(cards).usable.some((card) =>
    warningsFor(card, phase.issuers, host).some(({ code }) => code === "server.issuer-not-accepted"),
  );
}
