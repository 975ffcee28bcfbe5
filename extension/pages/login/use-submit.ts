import { useEffect, useRef, useState } from "preact/hooks";
import browser from "webextension-polyfill";
import { toVarcoError, type ErrorValue } from "../../../shared/errors";
import type { LoginView } from "../../login/view";
import { cardKey, summarise, type UsableCard } from "./cards";
import type { Send } from "./connection";

/** State of the pressed button until the background reports. */
export type Sending = "site_access_wait" | "step_begin" | null;

export interface Submit {
  readonly sending: Sending;
  /** Why pressing the button had no effect. */
  readonly problem: ErrorValue | null;
  /** `pin`: null where the person types it on the reader. */
  readonly submit: (card: UsableCard, pin: string | null, remember: boolean) => Promise<void>;
}

/**
 * Handles the pressed button. Without access to the sites it asks the browser for that, which the browser grants only
 * while it handles a click. Then it hands the PIN to the background. A card that was pulled meanwhile gets no PIN.
 */
export function useSubmit(view: LoginView, allowed: boolean, send: Send): Submit {
  const [sending, setSending] = useState<Sending>(null);
  const [problem, setProblem] = useState<ErrorValue | null>(null);
  const latest = useRef(view);
  latest.current = view;
  const round = view.phase.name === "ready" ? JSON.stringify(view.phase.refused) : view.phase.name;
  useEffect(() => setSending(null), [round]);

  const submit = async (card: UsableCard, pin: string | null, remember: boolean) => {
    const logIn = () => {
      const goesOn = isStillThere(card, latest.current);
      setSending(goesOn ? "step_begin" : null);
      if (goesOn) send({ type: "submit", reader: card.reader, insertion: card.card.insertion, pin, remember });
    };
    setProblem(null);
    if (allowed) {
      logIn();
      return;
    }
    setSending("site_access_wait");
    try {
      if (await browser.permissions.request({ origins: [...view.access] })) {
        logIn();
        return;
      }
      setSending(null);
      send({ type: "siteAccessDenied" });
    } catch (thrown) {
      setSending(null);
      setProblem(toVarcoError(thrown).toJSON());
    }
  };
  return { sending, problem, submit };
}

function isStillThere(card: UsableCard, { phase, cards }: LoginView): boolean {
  return phase.name === "ready" && summarise(cards).usable.some((one) => cardKey(one) === cardKey(card));
}
