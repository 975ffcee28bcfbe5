/** Something that goes wrong at one APDU. `at` counts from the moment of planning: 1 is the next APDU. */
export type Fault = { readonly at: number } & FaultEffect;

export type FaultEffect =
  /** Pulled out: `before` the card works on the APDU, or `after` it did but before the answer is out (default). */
  | { readonly kind: "removed"; readonly when?: "before" | "after" }
  /** The card does nothing and answers this status word. */
  | { readonly kind: "status-word"; readonly statusWord: number }
  /** The card does nothing and answers these bytes, status word included or not: garbage, short, empty. */
  | { readonly kind: "answer"; readonly bytes: Uint8Array };

/** The faults to come, each for one APDU. */
export class FaultPlan {
  #planned: { left: number; readonly effect: FaultEffect }[] = [];

  /** Adds a fault. Throws `RangeError` when `at` is not a whole number from 1. */
  plan({ at, ...effect }: Fault): void {
    if (!Number.isSafeInteger(at) || at < 1) throw new RangeError(`not the number of an APDU: ${at}`);
    this.#planned.push({ left: at, effect });
  }

  /** Forgets all faults that have not happened. */
  clear(): void {
    this.#planned = [];
  }

  /** Called once for each APDU: what goes wrong with it, if anything. */
  next(): FaultEffect | null {
    for (const planned of this.#planned) planned.left -= 1;
    const due = this.#planned.find(({ left }) => left === 0);
    this.#planned = this.#planned.filter(({ left }) => left > 0);
    return due?.effect ?? null;
  }
}
