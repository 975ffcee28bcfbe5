import { VarcoError } from "../../../shared/errors";
import { toBase64 } from "../../host/body";
import type { LoginCommand, LoginPhase, ShownPage, WayOn } from "../../login/view";
import type { PortalFile } from "../relay/portal-file";
import { isAnswerRead, isBack, isChoiceOf, isSubmit, type PageTurn } from "./page-turn";
import type { RunPage } from "./run";

export interface RunPageParts {
  readonly turn: PageTurn;
  readonly show: (phase: LoginPhase) => void;
  readonly issuers: readonly string[];
  /** The protected origin. */
  readonly origin: string;
  /** Milliseconds in which the person chooses on a page of the portal. */
  readonly choiceWait: number;
  /** Tells for which page the browser itself would need the card; null: for none any more. */
  readonly wanted: (url: string | null) => void;
  /** The portal has let the person in. */
  readonly reached: () => Promise<unknown>;
  /** Ends the run. */
  readonly signal: AbortSignal;
}

/** The login page, as a run uses it: what the run wants becomes a phase, and the page's command is the answer. */
export function runPage({ turn, show, issuers, origin, choiceWait, wanted, reached, signal }: RunPageParts): RunPage {
  const minutes = Math.round(choiceWait / 60_000);
  /** The person's command; null: the time for it is over. Throws `operation.cancelled`. */
  const waitAWhile = async <Command extends LoginCommand>(isKind: (command: LoginCommand) => command is Command) => {
    const late = AbortSignal.timeout(choiceWait);
    try {
      return await turn.wait(isKind, AbortSignal.any([signal, late]));
    } catch (thrown) {
      if (late.aborted && !signal.aborted) return null;
      throw thrown;
    }
  };
  return {
    working: (step, because) => show({ name: "working", step, ...(because === undefined ? {} : { because }) }),
    read: ({ html, url, encoding }) => {
      const read = turn.wait(isAnswerRead, signal);
      show({ name: "reading-answer", html, url, encoding });
      return read;
    },
    choose: async ({ text, choices }, url) => {
      // The person may leave at any time from here on.
      await reached();
      const waiting = waitAWhile(isChoiceOf(choices));
      wanted(url);
      show({ name: "portal-page", text, choices: views(choices, origin), minutes });
      const chosen = await waiting;
      if (chosen === null) throw new VarcoError("portal.choice-timeout", { minutes });
      wanted(null);
      const way = choices[chosen.choice]?.way;
      if (way === undefined) throw new VarcoError("internal", { reason: "a choice that is none" });
      return way;
    },
    offer: async (file) => {
      await reached();
      const waiting = waitAWhile(isBack);
      show(filePhase(file, true));
      return (await waiting) !== null;
    },
    submitAgain: (why) => {
      const submit = turn.wait(isSubmit, signal);
      show({ name: "ready", issuers, refused: why });
      return submit;
    },
    submitOver: () => turn.over(),
  };
}

/** The phase that offers a file. */
export function filePhase({ name: fileName, body }: PortalFile, mayGoBack: boolean): LoginPhase {
  return { name: "portal-file", fileName, size: body.length, content: toBase64(body), mayGoBack };
}

function views(choices: ShownPage["choices"], origin: string) {
  return choices.map(({ label, way }) => ({ label, leadsTo: otherHost(way, origin) }));
}

function otherHost(way: WayOn, origin: string): string | null {
  const target = new URL(way.kind === "link" ? way.url : way.form.action);
  return target.origin === origin ? null : target.host;
}
