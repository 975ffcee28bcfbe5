import { VarcoError } from "../../shared/errors";
import type { LoginCard } from "../card/login-card";
import { orCancelled } from "../cards/or-cancelled";

/** Runs work on the card as one operation, and resets the card afterwards. */
export type CardOperation = (work: (card: LoginCard) => Promise<Uint8Array | null>) => Promise<Uint8Array | null>;

/** A card whose PIN is verified. One operation holds it until its one signature, for a bounded time. */
export class VerifiedCard {
  readonly #decide: (block: Uint8Array | null) => void;
  readonly #operation: Promise<Uint8Array | null>;
  readonly #timer: NodeJS.Timeout;
  #isOver = false;

  private constructor(
    decide: (block: Uint8Array | null) => void,
    operation: Promise<Uint8Array | null>,
    patience: number,
  ) {
    this.#decide = decide;
    this.#operation = operation;
    this.#timer = setTimeout(() => this.letGo(), patience).unref();
  }

  /**
   * Begins the operation and resolves once `verify` has done its work; null: `verify` has said no, and the operation is
   * over. Throws what both throw, and `operation.cancelled` as soon as the signal fires: an operation under way then
   * ends by itself. `patience`: milliseconds for which the card waits for {@link sign}.
   */
  static async take(
    operate: CardOperation,
    verify: (card: LoginCard) => Promise<boolean>,
    { signal, patience }: { readonly signal: AbortSignal; readonly patience: number },
  ): Promise<VerifiedCard | null> {
    let decide: (block: Uint8Array | null) => void = () => {};
    const decided = new Promise<Uint8Array | null>((resolve) => (decide = resolve));
    let verified: () => void = () => {};
    const isVerified = new Promise<true>((resolve) => (verified = () => resolve(true)));
    const operation = operate(async (card) => {
      if (!(await verify(card))) return null;
      verified();
      const block = await decided;
      return block && card.rawRsa(block);
    });
    try {
      const ready = await orCancelled(Promise.race([isVerified, operation]), signal);
      return ready && new VerifiedCard(decide, operation, patience);
    } catch (thrown) {
      decide(null);
      operation.catch(() => {});
      throw thrown;
    }
  }

  /** Whether it can still sign. */
  get isReady(): boolean {
    return !this.#isOver;
  }

  /**
   * The one signature: see `CnsCard.rawRsa`. Resolves when the card has been reset. Throws what the operation throws,
   * and `internal` when the card is not ready any more.
   */
  async sign(block: Uint8Array): Promise<Uint8Array> {
    if (this.#isOver) throw new VarcoError("internal", { reason: "the verified card was let go" });
    this.#end(block);
    const signature = await this.#operation;
    if (signature === null) throw new VarcoError("internal", { reason: "the verified card did not sign" });
    return signature;
  }

  /** Ends the operation without a signature, if none has begun: the card forgets the PIN. */
  letGo(): void {
    if (this.#isOver) return;
    this.#operation.catch(() => {});
    this.#end(null);
  }

  #end(block: Uint8Array | null): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    this.#decide(block);
  }
}
