import type { PinRequest } from "../../../shared/messages";

/** For what the person gave the PIN. */
export interface PinPurpose {
  readonly origin: string;
  readonly reader: string;
}

/** A PIN that can be given once, for one purpose, and is forgotten then. */
export class OneTimePin {
  readonly #purpose: PinPurpose;
  #pin: string | null;

  constructor(pin: string, purpose: PinPurpose) {
    this.#purpose = purpose;
    this.#pin = pin;
  }

  /**
   * The PIN, if the host asks for what the person consented to; null otherwise. Whatever was asked, it is gone
   * afterwards.
   */
  answer(question: PinRequest): string | null {
    const pin = this.#pin;
    this.forget();
    return isFor(question, this.#purpose) ? pin : null;
  }

  forget(): void {
    this.#pin = null;
  }
}

/** Whether the host asks for the origin and the reader that the person chose. */
export function isFor(question: PinRequest, { origin, reader }: PinPurpose): boolean {
  return question.origin === origin && question.reader === reader;
}
