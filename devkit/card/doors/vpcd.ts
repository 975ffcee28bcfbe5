import type { VirtualCard } from "../virtual-card";
import { answerOf } from "./answer-of";
import { CardSlot, type CardDoor } from "./card-slot";
import { LastingConnection, type Address } from "./lasting-connection";
import { CONTROL } from "./protocol";

/** Where the Debian package's reader waits for a card; its second slot is one port higher. */
const VPCD: Address = { host: "127.0.0.1", port: 35963 };

const POWER: ReadonlySet<number> = new Set([CONTROL.powerOff, CONTROL.powerOn, CONTROL.reset]);

/** How often pcscd asks a new card for its ATR before it powers it up. A card that it knows is asked again and again. */
const ASKED_FIRST = 2;

/**
 * The door to pcscd: connects to vpcd as a card. The connection is the insertion. When pcscd goes away the card waits
 * for it, as a card stays in a reader.
 */
export class VpcdDoor implements CardDoor {
  readonly #address: Address;
  readonly #slot = new CardSlot(() => this.#changed());
  #connection: LastingConnection | null = null;
  #noticed: Promise<void> = Promise.resolve();
  #stopWaiting = (): void => undefined;
  /** The end of the connection before, until it is over. */
  #ending: Promise<void> | null = null;

  constructor(address: Address = VPCD) {
    this.#address = address;
  }

  get card(): VirtualCard | null {
    return this.#slot.card;
  }

  /** Resolves when pcscd has powered the card up (with no pcscd, when there is one), or when it is pulled out again. */
  async insert(card: VirtualCard): Promise<void> {
    this.#slot.insert(card);
    await this.#noticed;
  }

  async remove(): Promise<void> {
    this.#slot.remove();
    await this.#ending;
  }

  async close(): Promise<void> {
    await this.remove();
  }

  #changed(): void {
    this.#stopWaiting();
    const { card } = this.#slot;
    if (card !== null) this.#noticed = new Promise((resolve) => (this.#stopWaiting = resolve));
    this.#connectAnew(card);
  }

  /** null: ends the connection only. */
  #connectAnew(card: VirtualCard | null): void {
    if (this.#connection) this.#end(this.#connection);
    if (card === null) return;
    const isSwap = this.#ending !== null;
    // vpcd takes one connection at a time: the old one first has to end.
    void Promise.resolve(this.#ending).then(() => {
      if (this.#connection === null && this.#slot.card === card) this.#connect(card, isSwap);
    });
  }

  #end(connection: LastingConnection): void {
    this.#connection = null;
    const ending = connection.close().then(() => {
      if (this.#ending === ending) this.#ending = null;
    });
    this.#ending = ending;
  }

  #connect(card: VirtualCard, isSwap: boolean): void {
    let answered: Promise<unknown> = Promise.resolve();
    let [mayBeOverlooked, asked] = [isSwap, 0];
    const connection = new LastingConnection(this.#address, {
      opened: () => undefined,
      message: (bytes) => {
        answered = answered.then(() => answerReader(card, bytes, (message) => connection.send(message)));
        const control = bytes.length === 1 ? bytes[0] : null;
        if (control === CONTROL.powerOn) {
          mayBeOverlooked = false;
          this.#stopWaiting();
        }
        // Where a program lets go of a card just when it is swapped, pcscd takes the new one for the old one.
        if (mayBeOverlooked && control === CONTROL.atr && ++asked > ASKED_FIRST) this.#connectAnew(card);
      },
      closed: () => card.reset(),
    });
    this.#connection = connection;
  }
}

/** One message of vpcd. A card that was pulled out says nothing: the connection ends. */
async function answerReader(card: VirtualCard, message: Uint8Array, send: (bytes: Uint8Array) => void): Promise<void> {
  if (message.length !== 1) {
    const answer = await answerOf(card, message);
    if (answer !== null) send(answer);
  } else if (message[0] === CONTROL.atr) {
    send(card.atr);
  } else if (message[0] !== undefined && POWER.has(message[0])) {
    card.reset();
  }
}
