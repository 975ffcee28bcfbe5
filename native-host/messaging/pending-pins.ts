import type { PinRequest, ToExtension } from "../../shared/messages";
import { LIMITS } from "../../shared/limits";
import { VarcoError } from "../../shared/errors";

interface Waiting {
  readonly give: (pin: Buffer) => void;
  readonly refuse: (error: VarcoError) => void;
}

/** The PIN questions that the extension has not answered yet. */
export class PendingPins {
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  /** Asks once. Throws `pin.cancelled`, `pin.timeout`, `operation.cancelled`. */
  async ask(question: PinRequest, send: (message: ToExtension) => void, signal: AbortSignal): Promise<Buffer> {
    const id = ++this.#lastId;
    const cancelled = () => this.#take(id)?.refuse(new VarcoError("operation.cancelled"));
    const timer = setTimeout(() => this.#take(id)?.refuse(new VarcoError("pin.timeout")), LIMITS.pinWait);
    signal.addEventListener("abort", cancelled);
    try {
      return await new Promise<Buffer>((give, refuse) => {
        this.#waiting.set(id, { give, refuse });
        if (signal.aborted) cancelled();
        else send({ kind: "pin", id, params: question });
      });
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", cancelled);
    }
  }

  /** Takes the extension's answer. An answer that nobody waits for is dropped. */
  answer(id: number, pin: string): void {
    this.#take(id)?.give(Buffer.from(pin, "utf8"));
  }

  /** Takes the extension's refusal to give the PIN. */
  refuse(id: number): void {
    this.#take(id)?.refuse(new VarcoError("pin.cancelled"));
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
