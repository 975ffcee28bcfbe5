import { createServer, type AddressInfo, type Server } from "node:net";
import type { VirtualKeypad } from "../keypad";
import type { VirtualCard } from "../virtual-card";
import { CardSlot, type CardDoor } from "./card-slot";
import type { Address } from "./lasting-connection";
import { NOTICE } from "./protocol";
import { ReaderLink } from "./reader-link";

/**
 * The door to the virtual readers of other processes: a TCP server on loopback. The card lives here, so that its PIN
 * counter outlives them. Several may be connected; one at a time holds the card. The messages are in `protocol.ts`.
 */
export class CardServer implements CardDoor {
  readonly #server: Server;
  readonly #slot = new CardSlot(() => this.#changed());
  readonly #links = new Set<ReaderLink>();
  #holder: ReaderLink | null = null;
  #keypad: VirtualKeypad | null = null;

  private constructor(
    server: Server,
    readonly address: Address,
  ) {
    this.#server = server;
    server.on("connection", (socket) => {
      const link = new ReaderLink(socket, this);
      this.#links.add(link);
      link.notify(this.#keypadNotice());
      link.notify(this.#presence());
    });
  }

  /** Listens on loopback; port 0 takes a free one, see `address`. */
  static async listen({ host = "127.0.0.1", port = 0 }: Partial<Address> = {}): Promise<CardServer> {
    const server = createServer({ noDelay: true });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(port, host, () => {
        server.off("error", reject);
        resolve();
      });
    });
    return new CardServer(server, { host, port: portOf(server.address()) });
  }

  get card(): VirtualCard | null {
    return this.#slot.card;
  }

  /** The keypad of the readers at this door; none at the beginning. */
  get keypad(): VirtualKeypad | null {
    return this.#keypad;
  }

  set keypad(keypad: VirtualKeypad | null) {
    this.#keypad = keypad;
    this.#links.forEach((link) => link.notify(this.#keypadNotice()));
  }

  async insert(card: VirtualCard): Promise<void> {
    this.#slot.insert(card);
  }

  async remove(): Promise<void> {
    this.#slot.remove();
  }

  async close(): Promise<void> {
    this.#slot.remove();
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#links.forEach((link) => link.end());
    await closed;
  }

  /** Gives the card to a reader; false when another holds it or there is none. */
  take(link: ReaderLink): boolean {
    if (this.card === null || (this.#holder !== null && this.#holder !== link)) return false;
    this.#holder = link;
    this.card.reset();
    return true;
  }

  /** The card, if this reader holds it. */
  heldBy(link: ReaderLink): VirtualCard | null {
    return this.#holder === link ? this.card : null;
  }

  /** Takes the card back from a reader and resets it. */
  release(link: ReaderLink): void {
    if (this.#holder !== link) return;
    this.#holder = null;
    this.card?.reset();
  }

  /** A reader's connection has ended. */
  forget(link: ReaderLink): void {
    this.release(link);
    this.#links.delete(link);
  }

  #presence(): number {
    return this.card === null ? NOTICE.absent : NOTICE.present;
  }

  #keypadNotice(): number {
    return this.#keypad === null ? NOTICE.withoutKeypad : NOTICE.withKeypad;
  }

  #changed(): void {
    this.#holder = null;
    this.#links.forEach((link) => link.notify(this.#presence()));
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new TypeError("a TCP server has a port");
  return address.port;
}
