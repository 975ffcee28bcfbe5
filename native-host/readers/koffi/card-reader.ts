import { LONGEST_ANSWER, LONGEST_CONTROL_ANSWER, SCARD, type PcscReader, type Taken } from "../binding";
import { dwordIn, establish, handleIn, release, type Handle } from "./context";
import type { Calls } from "./library";

/** A connection to a card, in a context of its own. */
interface Held {
  readonly context: Handle;
  readonly card: Handle;
  /** Room for answers. */
  readonly answer: Uint8Array;
}

/**
 * A reader through the system's library. Commands and answers pass through memory outside V8's heap, which koffi does
 * not copy, and which is wiped as soon as the call has returned.
 */
export class KoffiReader implements PcscReader {
  readonly #library: Calls;
  readonly #name: string;
  #held: Held | null = null;

  constructor(library: Calls, name: string) {
    this.#library = library;
    this.#name = name;
  }

  /** A transaction keeps other programs' commands out, as exclusive use does. */
  async connect(share: "exclusive" | "shared"): Promise<Taken> {
    const library = this.#library;
    const context = await establish(library);
    try {
      const mode = share === "exclusive" ? SCARD.shareExclusive : SCARD.shareShared;
      const [card, protocol] = [[0], [0]];
      const protocols = SCARD.protocolT0 | SCARD.protocolT1;
      await library.call("SCardConnect", context, this.#name, mode, protocols, card, protocol);
      this.#held = { context, card: handleIn(card), answer: ownMemory(LONGEST_ANSWER) };
      if (share === "shared") await library.call("SCardBeginTransaction", this.#held.card);
      return { protocol: dwordIn(protocol), exclusive: true };
    } catch (error) {
      this.#held = null;
      await release(library, context);
      throw error;
    }
  }

  async transmit(apdu: Uint8Array, protocol: number): Promise<Uint8Array> {
    const { card, answer } = this.#connected();
    const library = this.#library;
    const io = { dwProtocol: protocol, cbPciLength: library.ioRequestSize };
    return throughOurMemory(apdu, answer, async (command) => {
      const length = [answer.length];
      await library.call("SCardTransmit", card, io, command, command.length, null, answer, length);
      return dwordIn(length);
    });
  }

  async control(code: number, input: Uint8Array): Promise<Uint8Array> {
    const { card, answer } = this.#connected();
    return throughOurMemory(input, answer, async (sent) => {
      const length = [0];
      await this.#library.call("SCardControl", card, code, sent, sent.length, answer, LONGEST_CONTROL_ANSWER, length);
      return dwordIn(length);
    });
  }

  controlCode(code: number): number {
    const { base, step } = this.#library.system.control;
    return base + code * step;
  }

  /** Releasing the context ends the transaction and disconnects where `SCardDisconnect` has failed. */
  async disconnect(then: "reset" | "leave"): Promise<void> {
    const { card, context } = this.#connected();
    this.#held = null;
    try {
      const disposition = then === "reset" ? SCARD.resetCard : SCARD.leaveCard;
      await this.#library.call("SCardDisconnect", card, disposition);
    } finally {
      await release(this.#library, context);
    }
  }

  #connected(): Held {
    if (this.#held === null) throw new Error("no card is connected");
    return this.#held;
  }
}

/** Memory that stays where it is: V8 keeps small arrays in its heap, and moves them. */
function ownMemory(bytes: number): Uint8Array {
  return new Uint8Array(new ArrayBuffer(bytes));
}

/** Passes a copy of the input to a call that says how many bytes it wrote into `answer`, and wipes both. */
async function throughOurMemory(
  input: Uint8Array,
  answer: Uint8Array,
  call: (input: Uint8Array) => Promise<number>,
): Promise<Uint8Array> {
  const sent = ownMemory(input.length);
  sent.set(input);
  let written = answer.length;
  try {
    written = await call(sent);
    return answer.slice(0, written);
  } finally {
    sent.fill(0);
    answer.fill(0, 0, written);
  }
}
