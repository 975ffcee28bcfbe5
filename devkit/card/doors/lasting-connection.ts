import { connect, type Socket } from "node:net";
import { frame, FrameDecoder } from "./frames";
import { acknowledgeAtOnce } from "./acknowledge";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** Told by a lasting connection. */
export interface ConnectionUser {
  opened(): void;
  message(bytes: Uint8Array): void;
  /** The connection ended, or one attempt to make it failed. Another attempt follows. */
  closed(): void;
}

/** Pause before the next attempt: doubles from the first to the last, in ms. */
const PAUSE = { first: 50, last: 2000 } as const;

/** A TCP connection of framed messages that is made again whenever it ends, until `close`. */
export class LastingConnection {
  readonly #address: Address;
  readonly #user: ConnectionUser;
  #socket: Socket | null = null;
  #open = false;
  #pause: number = PAUSE.first;
  #timer: NodeJS.Timeout | null = null;
  #ended = false;

  constructor(address: Address, user: ConnectionUser) {
    this.#address = address;
    this.#user = user;
    this.#connect();
  }

  /** Sends a message. False when there is no connection now: the message is lost. */
  send(message: Uint8Array): boolean {
    if (!this.#open || this.#socket === null) return false;
    this.#socket.write(frame(message));
    return true;
  }

  /** Sends what is still under way, ends the connection and makes no other. Resolves when it has ended. */
  async close(): Promise<void> {
    this.#ended = true;
    if (this.#timer) clearTimeout(this.#timer);
    const socket = this.#socket;
    if (socket === null || socket.destroyed) return;
    const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    if (this.#open) socket.end(() => socket.destroy());
    else socket.destroy();
    await ended;
  }

  #connect(): void {
    const decoder = new FrameDecoder();
    const socket = connect({ ...this.#address, noDelay: true });
    this.#socket = socket;
    socket.on("connect", () => {
      this.#open = true;
      this.#pause = PAUSE.first;
      this.#user.opened();
    });
    socket.on("data", (bytes) => {
      acknowledgeAtOnce(socket);
      decoder.push(bytes).forEach((message) => this.#user.message(message));
    });
    // Why it failed does not matter: 'close' follows, and the next attempt.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.#closed());
  }

  #closed(): void {
    this.#open = false;
    this.#socket = null;
    this.#user.closed();
    if (this.#ended) return;
    this.#timer = setTimeout(() => this.#connect(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, PAUSE.last);
  }
}
