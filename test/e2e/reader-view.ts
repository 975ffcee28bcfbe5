import { setTimeout as wait } from "node:timers/promises";
import type { VirtualCard } from "../../devkit/card/index";
import type { Stage } from "../../devkit/stage/stage";
import { until } from "../../devkit/until";
import { PcscReaders } from "../../native-host/readers/pcsc-readers";
import { toVarcoError } from "../../shared/errors";
import { untilReaders } from "../support/until-readers";

/** NSS looks for the token at most once in these milliseconds (NSSSLOT_TOKEN_DELAY_TIME). */
export const NSS_LOOKS_AGAIN = 1000;

/** The stage's PC/SC reader as programs see it: they do not notice a card that is swapped faster than pcscd looks. */
export class ReaderView {
  readonly #stage: Pick<Stage, "door">;
  readonly #readers = new PcscReaders();

  constructor(stage: Pick<Stage, "door">) {
    this.#stage = stage;
  }

  /** Resolves when pcscd has seen that the card is gone. */
  async takeOut(): Promise<void> {
    await this.#stage.door.remove();
    await untilReaders(this.#readers, ({ readers: [reader] }) => reader !== undefined && reader.card === null);
  }

  /** Resolves when pcscd has seen the card, and a browser that needs it from now on sees it too. */
  async putIn(card: VirtualCard): Promise<void> {
    await this.#stage.door.insert(card);
    await untilReaders(this.#readers, ({ readers: [reader] }) => (reader?.card ?? null) !== null);
    await wait(NSS_LOOKS_AGAIN);
  }

  /** Waits until no other program uses the card: until this one can have it exclusively. */
  async cardFree(): Promise<void> {
    await until("the card for this program alone", async () => {
      const [name = ""] = this.#readers.state().readers.map((reader) => reader.name);
      const connection = await this.#readers.connect(name).catch(busy);
      await connection?.close();
      return connection?.exclusive === true;
    });
  }

  async close(): Promise<void> {
    await this.#readers.close();
  }
}

function busy(thrown: unknown): null {
  if (toVarcoError(thrown).code === "card.busy") return null;
  throw thrown;
}
