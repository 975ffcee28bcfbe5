import { setTimeout as wait } from "node:timers/promises";
import type { VirtualCard } from "../../devkit/card/index";
import type { Stage } from "../../devkit/stage/stage";
import { PcscReaders } from "../../native-host/readers/pcsc-readers";
import { toVarcoError } from "../../shared/errors";
import { until } from "../card/readers-stage";

/** NSS looks whether a token is there once a second at most (NSSSLOT_TOKEN_DELAY_TIME, in milliseconds here). */
export const NSS_LOOKS_AGAIN = 1000;

/** The stage's PC/SC reader as programs see it: a card that is swapped faster than pcscd looks would be none to them. */
export class ReaderView {
  readonly #stage: Pick<Stage, "door">;
  readonly #readers = new PcscReaders();

  constructor(stage: Pick<Stage, "door">) {
    this.#stage = stage;
  }

  /** Resolves when pcscd has seen that the card is gone. */
  async takeOut(): Promise<void> {
    await this.#stage.door.remove();
    await until(this.#readers, ({ readers: [reader] }) => reader !== undefined && reader.card === null);
  }

  /** Resolves when pcscd has seen the card, and a browser that is asked for it from now on sees it too. */
  async putIn(card: VirtualCard): Promise<void> {
    await this.#stage.door.insert(card);
    await until(this.#readers, ({ readers: [reader] }) => (reader?.card ?? null) !== null);
    await wait(NSS_LOOKS_AGAIN);
  }

  /** Waits until the card can be had for ourselves alone, has it, and lets it go. Returns the milliseconds that this took. */
  async haveCard(): Promise<number> {
    const began = performance.now();
    for (;;) {
      const [name = ""] = this.#readers.state().readers.map((reader) => reader.name);
      const connection = await this.#readers.connect(name).catch(busy);
      const exclusive = connection?.exclusive === true;
      await connection?.close();
      if (exclusive) return performance.now() - began;
    }
  }

  async close(): Promise<void> {
    await this.#readers.close();
  }
}

function busy(thrown: unknown): null {
  if (toVarcoError(thrown).code === "card.busy") return null;
  throw thrown;
}
