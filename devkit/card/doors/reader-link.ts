import { once } from "node:events";
import type { Socket } from "node:net";
import type { VirtualKeypad } from "../keypad";
import type { VirtualCard } from "../virtual-card";
import { answerOf } from "./answer-of";
import { frame, FrameDecoder } from "./frames";
import { CONTROL, EMPTY, KEYPAD, REPLY } from "./protocol";

/** The server, as far as a reader's link uses it. */
interface Holding {
  readonly card: VirtualCard | null;
  readonly keypad: VirtualKeypad | null;
  take(link: ReaderLink): boolean;
  heldBy(link: ReaderLink): VirtualCard | null;
  release(link: ReaderLink): void;
  forget(link: ReaderLink): void;
}

/** One connected reader: answers its messages in order, see `protocol.ts`. */
export class ReaderLink {
  readonly #socket: Socket;
  readonly #server: Holding;
  #answered: Promise<unknown> = Promise.resolve();

  constructor(socket: Socket, server: Holding) {
    this.#socket = socket;
    this.#server = server;
    const decoder = new FrameDecoder();
    socket.on("data", (bytes) => decoder.push(bytes).forEach((message) => this.#received(message)));
    // 'close' follows every error and is handled below.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => server.forget(this));
  }

  /** Sends a message of one byte between the answers. */
  notify(notice: number): void {
    this.#send(Uint8Array.of(notice));
  }

  /** Ends the connection. */
  end(): void {
    this.#socket.destroy();
  }

  #received(message: Uint8Array): void {
    this.#answered = this.#answered.then(async () => {
      const answer = message.length === 1 ? this.#control(message[0]) : await this.#command(message);
      if (answer !== null) this.#send(answer);
    });
  }

  /** Null: not answered. */
  #control(code: number | undefined): Uint8Array | null {
    if (code === CONTROL.atr) return this.#server.card?.atr ?? EMPTY;
    if (code === CONTROL.powerOn) return this.#powerOn();
    if (code === CONTROL.powerOff) this.#server.release(this);
    if (code === CONTROL.reset) this.#server.heldBy(this)?.reset();
    return null;
  }

  #powerOn(): Uint8Array {
    if (this.#server.take(this)) return Uint8Array.of(REPLY.held);
    return this.#server.card === null ? EMPTY : Uint8Array.of(REPLY.busy);
  }

  async #command(bytes: Uint8Array): Promise<Uint8Array> {
    const card = this.#server.heldBy(this);
    const answer = card && (bytes[0] === KEYPAD.mark ? await this.#typed(card, bytes) : await answerOf(card, bytes));
    return answer === null || answer.length < 2 ? EMPTY : answer;
  }

  /** Ends when the card is pulled out; another one that comes in meanwhile sees nothing of what was typed. */
  async #typed(card: VirtualCard, [, kind, ...structure]: Uint8Array): Promise<Uint8Array | null> {
    const { keypad } = this.#server;
    if (keypad === null || (kind !== KEYPAD.verify && kind !== KEYPAD.modify)) return null;
    const over = new AbortController();
    const pulled = once(card, "removed", { signal: over.signal }).then(
      () => null,
      () => null,
    );
    const send = async (command: Uint8Array) => (over.signal.aborted ? null : await answerOf(card, command)) ?? EMPTY;
    const typing =
      kind === KEYPAD.verify
        ? keypad.verify(Uint8Array.from(structure), send)
        : keypad.modify(Uint8Array.from(structure), send);
    return Promise.race([typing, pulled]).finally(() => over.abort());
  }

  #send(message: Uint8Array): void {
    if (this.#socket.writable) this.#socket.write(frame(message));
  }
}
