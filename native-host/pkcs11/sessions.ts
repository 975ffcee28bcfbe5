import { CKR } from "./constants";
import { CkError } from "./cryptoki";
import type { Contents, InsertedCard } from "./inserted-card";
import { Session } from "./session";

/** Handles set aside for the objects of one insertion: those of a card that is gone mean nothing to the next one. */
const OBJECTS = 0x10;

/** More is no program that uses cards. */
const MOST = 1024;

/** The sessions of a client, by handles that are never given twice. A login ends with the last session of its card. */
export class Sessions {
  readonly #open = new Map<number, Session>();
  readonly #firstObjects = new WeakMap<InsertedCard, number>();
  #lastSession = 0;
  #lastObject = 0;

  /** Handle of a new session. Throws CKR_SESSION_COUNT. */
  open(slot: number, readWrite: boolean, card: InsertedCard, contents: Contents): number {
    if (this.#open.size >= MOST) throw new CkError(CKR.SESSION_COUNT);
    const handle = ++this.#lastSession;
    this.#open.set(handle, new Session(slot, readWrite, card, contents, this.#firstObject(card)));
    return handle;
  }

  /** Throws CKR_SESSION_HANDLE_INVALID. */
  get(handle: number): Session {
    const session = this.#open.get(handle);
    if (!session) throw new CkError(CKR.SESSION_HANDLE_INVALID);
    return session;
  }

  /** Throws CKR_SESSION_HANDLE_INVALID. */
  close(handle: number): void {
    const { card } = this.get(handle);
    this.#open.delete(handle);
    this.logoutIfUnused(card);
  }

  closeAllOf(card: InsertedCard): void {
    for (const [handle, session] of this.#open) if (session.card === card) this.#open.delete(handle);
    card.logout();
  }

  closeAll(): void {
    for (const { card } of this.#open.values()) card.logout();
    this.#open.clear();
  }

  /** How many there are with a card. */
  count(card: InsertedCard): { open: number; openReadWrite: number } {
    const sessions = [...this.#open.values()].filter((session) => session.card === card);
    return { open: sessions.length, openReadWrite: sessions.filter(({ readWrite }) => readWrite).length };
  }

  /** Also for a login that was under way when the last session closed. */
  logoutIfUnused(card: InsertedCard): void {
    if (this.count(card).open === 0) card.logout();
  }

  #firstObject(card: InsertedCard): number {
    const given = this.#firstObjects.get(card);
    if (given !== undefined) return given;
    this.#lastObject += OBJECTS;
    this.#firstObjects.set(card, this.#lastObject);
    return this.#lastObject;
  }
}
