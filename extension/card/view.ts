import type { ErrorValue } from "../../shared/errors";
import type { CardView, LoginStep, ReadyCard, RequestParams, RequestResult } from "../../shared/messages";

/**
 * What a person can do with a card that takes a code. As the fragment of the page's address (`card.html#unblock`) it
 * opens the form.
 */
export const CARD_TASKS = ["change", "unblock", "test"] as const;
export type CardTask = (typeof CARD_TASKS)[number];

/** How a PIN or PUK stands. `triesLeft` null: the card does not say. */
export type CodeState = RequestResult<"inspectCard">["pin"];
/** The host program's own description. */
export type Program = RequestResult<"hello">;

/** A language in which the host examines the computer. */
export type ExaminationLanguage = RequestParams<"doctor">["language"];
/** What one check of an examination found, in the words of the host. */
export type Finding = RequestResult<"doctor">["checks"][number];

/** The examination of the computer that a person wanted, or how the last one ended. */
export type Examination =
  | { readonly state: "running" }
  | {
      readonly state: "done";
      /** When it ended (ISO 8601): what it found may have changed since. */
      readonly at: string;
      /** The language of the findings. */
      readonly language: ExaminationLanguage;
      /** Whether a login would work, as far as this computer goes. */
      readonly ready: boolean;
      readonly findings: readonly Finding[];
    }
  | { readonly state: "failed"; readonly error: ErrorValue };

/** Everything that the card page shows about readers, cards and tasks. The background sends it at every change. */
export type CardPageView =
  /** The host is starting, or has not told its readers yet. */
  | { readonly name: "starting" }
  /** There is no host. */
  | { readonly name: "failed"; readonly error: ErrorValue }
  | {
      readonly name: "ready";
      readonly program: Program;
      /** Why no reader is shown. */
      readonly problem: ErrorValue | null;
      readonly readers: readonly ReaderView[];
      /** null: nobody has wanted one. */
      readonly examination: Examination | null;
    };

export interface ReaderView {
  readonly name: string;
  /** Whether codes are typed on the reader itself. */
  readonly keypad: boolean;
  /** The program of the card's maker through which it is used; missing where Varco drives the card itself. */
  readonly through?: string;
  /** The reader is no longer there. It is shown until the person has read how its work ended. */
  readonly unplugged?: true;
  readonly card: ShownCard | null;
  /** What is being done with this card, or how the last work with it ended. */
  readonly work: CardWork | null;
}

export type ShownCard = Exclude<CardView, ReadyCard> | InsertedCard;

/** A card that can be used. `pin` is the latest news of its PIN. */
export interface InsertedCard extends Omit<ReadyCard, "insertion"> {
  /** Names this card until it is pulled out, so that no code goes to another one. */
  readonly insertion: string;
  /** The latest news of the PUK, from the card's answer or from a refusal. null: none yet. */
  readonly puk: CodeState | null;
  readonly details: CardDetails;
}

/** Details that only the card itself can tell. Asking costs no try. */
export type CardDetails =
  | { readonly state: "reading" }
  | { readonly state: "known"; readonly serial: string | null; readonly certificate: string }
  | { readonly state: "failed"; readonly error: ErrorValue };

/** `id`: the name that the page gave when it began the work. */
export type CardWork = { readonly id: string; readonly task: CardTask } & (
  | { readonly state: "working"; readonly step: LoginStep }
  | { readonly state: "done" }
  | { readonly state: "failed"; readonly error: ErrorValue }
);

/** A task with its codes; null where they are typed on the reader. */
export type CardOrder =
  | { readonly task: "change"; readonly codes: RequestParams<"changePin">["codes"] }
  | { readonly task: "unblock"; readonly codes: RequestParams<"unblockPin">["codes"] }
  | { readonly task: "test"; readonly codes: RequestParams<"testCard">["codes"] };

/** What the card page tells the background over its port (`runtime.connect({ name: 'card' })`). */
export type CardCommand =
  /** First message: the page is there. The cards are asked anew. */
  | { readonly type: "show" }
  /** Do it, once. `work` is a new name for it, `insertion` the card that the person saw. */
  | {
      readonly type: "begin";
      readonly work: string;
      readonly reader: string;
      readonly insertion: string;
      readonly order: CardOrder;
    }
  /** Stop a work that has not begun on the card yet. */
  | { readonly type: "cancel"; readonly work: string }
  /** The person has read how it ended. */
  | { readonly type: "dismiss"; readonly work: string }
  /** Ask the card of this reader again for its details. */
  | { readonly type: "look"; readonly reader: string }
  /** Examine the computer, unless that is being done. Spends no try. */
  | { readonly type: "examine"; readonly language: ExaminationLanguage }
  /**
   * Start the host again. `visibly`: the person asked for it; else all pages show the failure until there is an answer.
   */
  | { readonly type: "retry"; readonly visibly: boolean };
