import { CKR } from "./constants";
import { CkError } from "./cryptoki";
import { Session } from "./session";
import type { SlotCard, TokenContents } from "./slot-card";

/**
 * Object handles reserved for one insertion. The next card gets others, so that a stale handle never names its objects.
 */
const HANDLES_PER_CARD = 0x10;

/** Sessions of one client at a time; more than any program that uses cards opens. */
const MAX_SESSIONS = 1024;

/**
 * The sessions of a client. A handle is never used twice. The login with a card ends with the last session of the card.
 */
export class Sessions {
  readonly #open = new Map<number, Session>();
  readonly #firstObjects = new WeakMap<SlotCard, number>();
  #lastSession = 0;
  #lastObject = 0;

  /** Opens a session and returns its handle. Throws CKR_SESSION_COUNT. */
  open(slot: number, readWrite: boolean, card: SlotCard, contents: TokenContents): number {
    if (this.#open.size >= MAX_SESSIONS) throw new CkError(CKR.SESSION_COUNT);
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

  closeAllOf(card: SlotCard): void {
    for (const [handle, session] of this.#open) if (session.card === card) this.#open.delete(handle);
    card.logout();
  }

  closeAll(): void {
    for (const { card } of this.#open.values()) card.logout();
    this.#open.clear();
  }

  /** Counts the sessions with a card. */
  count(card: SlotCard): { open: number; openReadWrite: number } {
    const sessions = [...this.#open.values()].filter((session) => session.card === card);
    return { open: sessions.length, openReadWrite: sessions.filter(({ readWrite }) => readWrite).length };
  }

  /**
   * Logs out when no session with the card is left. A login may end after the last session closed: call this then, too.
   */
  logoutIfUnused(card: SlotCard): void {
    if (this.count(card).open === 0) card.logout();
  }

  #firstObject(card: SlotCard): number {
    const given = this.#firstObjects.get(card);
    if (given !== undefined) return given;
    this.#lastObject += HANDLES_PER_CARD;
    this.#firstObjects.set(card, this.#lastObject);
    return this.#lastObject;
  }
}
