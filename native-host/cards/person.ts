import type { LoginStep } from "../../shared/messages";

/** The person for whom the host works: at a page of the extension, or at the command line. */
export interface Person {
  /**
   * Fires when the person gives up or the extension goes away. The host finishes a command that the card already has.
   */
  readonly signal: AbortSignal;
  /** Shows the person the step that begins. */
  readonly progress: (step: LoginStep) => void;
}

/** A person whom the host can also ask for the PIN. */
export interface PersonWithPin extends Person {
  /** Asks for the PIN. The caller wipes the buffer. Throws `pin.cancelled`, `pin.timeout`, `operation.cancelled`. */
  readonly askPin: (question: PinQuestion) => Promise<Buffer>;
}

/** What the person sees when the host asks for the PIN. */
export interface PinQuestion {
  readonly origin: string;
  readonly reader: string;
  /** null: the card does not say. */
  readonly triesLeft: number | null;
}
