import { LIMITS } from "../../shared/limits";
import { VarcoError } from "../../shared/errors";
import { pinModify, pinVerify } from "../../native-host/readers/pin-entry";
import type { CardConnection, ReaderState } from "../../native-host/readers/readers";
import { LastingConnection, type Address } from "../card/doors/lasting-connection";
import { APDU_MIN, CONTROL, KEYPAD, NOTICE, REPLY } from "../card/doors/protocol";
import { protocolOfAtr } from "./protocol-of-atr";

interface Waiting {
  readonly resolve: (answer: Uint8Array) => void;
  readonly reject: (error: VarcoError) => void;
}

/** One virtual reader: a connection to a card server, made again by itself. Plugged in while it stands. */
export class VirtualReader {
  readonly #changed: () => void;
  /** Resolves when it is known whether the reader is there, and what is in it. */
  readonly ready: Promise<void>;
  readonly #connection: LastingConnection;
  readonly #waiting: Waiting[] = [];
  #pluggedIn = false;
  #card: ReaderState["card"] = null;
  #insertion = 0;
  #held = false;
  #keypad = false;

  constructor(
    readonly name: string,
    address: Address,
    changed: () => void,
  ) {
    this.#changed = changed;
    let known = (): void => undefined;
    this.ready = new Promise((resolve) => (known = resolve));
    this.#connection = new LastingConnection(address, {
      opened: () => undefined,
      message: (bytes) =>
        void this.#received(bytes).then(() => {
          if (this.#pluggedIn) known();
        }),
      closed: () => {
        this.#lost();
        known();
      },
    });
  }

  /** Null while the card server is away: the reader is unplugged. */
  get state(): ReaderState | null {
    return this.#pluggedIn ? { name: this.name, card: this.#card, keypad: this.#keypad } : null;
  }

  /** Holds the card until the connection is closed. Throws `reader.gone`, `card.none`, `card.busy`. */
  async connect(): Promise<CardConnection> {
    if (!this.#pluggedIn) throw new VarcoError("reader.gone");
    const card = this.#card;
    if (card === null) throw new VarcoError("card.none");
    if (this.#held) throw new VarcoError("card.busy");
    this.#held = true;
    const reply = await this.#ask(Uint8Array.of(CONTROL.powerOn)).catch((error: unknown) => {
      this.#held = false;
      throw error;
    });
    if (reply[0] === REPLY.held && this.#current(card.insertion))
      return this.#connectionTo(card.insertion, protocolOfAtr(card.atr));
    this.#held = false;
    if (reply[0] === REPLY.busy) throw new VarcoError("card.busy");
    // Swapped meanwhile: what we hold is another card than the one that was asked for.
    if (reply[0] === REPLY.held) this.#connection.send(Uint8Array.of(CONTROL.powerOff));
    throw new VarcoError("card.none");
  }

  async close(): Promise<void> {
    await this.#connection.close();
  }

  #connectionTo(insertion: number, protocol: "T=0" | "T=1"): CardConnection {
    let open = true;
    const send = async (message: Uint8Array, patience: number) => {
      if (!open) throw new VarcoError("internal", { reason: "the connection to the card is closed" });
      this.#mustBeCurrent(insertion);
      const answer = await inTime(this.#ask(message), patience);
      this.#mustBeCurrent(insertion);
      if (answer.length < 2) throw new VarcoError("card.mute");
      return answer;
    };
    const typed = (kind: number, structure: Uint8Array) =>
      send(Uint8Array.of(KEYPAD.mark, kind, ...structure), LIMITS.keypad);
    const keypad = {
      verify: (command: Uint8Array) => typed(KEYPAD.verify, pinVerify(command)),
      modify: (command: Uint8Array) => typed(KEYPAD.modify, pinModify(command)),
    };
    return {
      protocol,
      exclusive: true,
      ...(this.#keypad && { keypad }),
      transmit: async (apdu) => {
        if (apdu.length < APDU_MIN)
          throw new VarcoError("internal", { reason: "a command APDU has four bytes at least" });
        return send(apdu, LIMITS.cardCommand);
      },
      close: async () => {
        if (!open) return;
        open = false;
        if (!this.#current(insertion)) return;
        this.#held = false;
        this.#connection.send(Uint8Array.of(CONTROL.powerOff));
      },
    };
  }

  #current(insertion: number): boolean {
    return this.#card?.insertion === insertion;
  }

  #mustBeCurrent(insertion: number): void {
    if (this.#current(insertion)) return;
    throw new VarcoError(this.#pluggedIn ? "card.removed" : "reader.gone");
  }

  /** Sends a message and waits for its answer: answers come in the order of the questions. */
  #ask(message: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      if (this.#connection.send(message)) this.#waiting.push({ resolve, reject });
      else reject(new VarcoError("reader.gone"));
    });
  }

  async #received(message: Uint8Array): Promise<void> {
    const notice = message.length === 1 ? message[0] : undefined;
    if (notice === NOTICE.withKeypad || notice === NOTICE.withoutKeypad) this.#seeKeypad(notice === NOTICE.withKeypad);
    else if (notice === NOTICE.absent) this.#see(null);
    else if (notice === NOTICE.present) await this.#look();
    else this.#waiting.shift()?.resolve(message);
  }

  /** A card came in: asks for its ATR. It may be gone again before the answer. */
  async #look(): Promise<void> {
    this.#insertion += 1;
    const insertion = this.#insertion;
    if (this.#card !== null) this.#see(null);
    const atr = await this.#ask(Uint8Array.of(CONTROL.atr)).catch(() => null);
    if (atr !== null && atr.length >= 2 && insertion === this.#insertion) this.#see({ atr, insertion });
  }

  #see(card: ReaderState["card"]): void {
    this.#pluggedIn = true;
    this.#card = card;
    if (card === null) this.#held = false;
    this.#changed();
  }

  /** Comes before the reader counts as plugged in, the first time. */
  #seeKeypad(keypad: boolean): void {
    this.#keypad = keypad;
    if (this.#pluggedIn) this.#changed();
  }

  #lost(): void {
    const wasThere = this.#pluggedIn;
    this.#pluggedIn = false;
    this.#card = null;
    this.#held = false;
    this.#waiting.splice(0).forEach(({ reject }) => reject(new VarcoError("reader.gone")));
    if (wasThere) this.#changed();
  }
}

/** The answer, or `card.mute` when it does not come within the limit. */
async function inTime(answer: Promise<Uint8Array>, patience: number): Promise<Uint8Array> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new VarcoError("card.mute")), patience);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
