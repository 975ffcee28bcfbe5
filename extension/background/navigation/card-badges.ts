import * as v from "valibot";
import type { SessionStore } from "../contracts";
import { looksLikeCardLogin } from "./looks-like-login";

/** Milliseconds for which the answer of a server counts. */
const MEMORY = 10 * 60_000;
/** Servers that are asked at once. Nobody misses a badge that does not come. */
const AT_ONCE = 2;
/** Servers whose answers are kept. */
const KEPT = 100;

const PREFIX = "look:";
const stored = v.strictObject({ asks: v.boolean(), at: v.number() });
type Look = v.InferOutput<typeof stored>;

export interface CardBadgesParts {
  readonly store: SessionStore;
  readonly now: () => number;
  /** Asks the server by the handshake alone whether it wants a certificate. null: nobody can tell. */
  readonly look: (origin: string) => Promise<boolean | null>;
  /** Whether the tab may have a badge: it is in no private window, and the person has not turned badges off. */
  readonly mayShow: (tabId: number) => Promise<boolean>;
  readonly show: (tabId: number) => Promise<void>;
  readonly hide: (tabId: number) => Promise<void>;
}

/**
 * The badge on the button for tabs at an address that takes the card. Only addresses that look like a login of a public
 * body are looked at, after the browser itself has visited them, and each server once in a while. What goes wrong shows
 * no badge and nothing else.
 */
export class CardBadges {
  readonly #parts: CardBadgesParts;
  /** By tab: the page that it shows, if that looks like a login. */
  readonly #pages = new Map<number, { badged: boolean }>();
  /** By origin: answers, the oldest first. */
  readonly #looks = new Map<string, Look>();
  readonly #asking = new Map<string, Promise<boolean>>();

  constructor(parts: CardBadgesParts) {
    this.#parts = parts;
  }

  /** Takes up the answers that a stopped background has kept. */
  async restore(): Promise<void> {
    const looks = Object.entries(await this.#parts.store.all()).flatMap(([key, value]) => {
      const look = v.safeParse(stored, value);
      return key.startsWith(PREFIX) && look.success ? [[key.slice(PREFIX.length), look.output] as const] : [];
    });
    for (const [origin, look] of looks.sort(([, one], [, other]) => one.at - other.at)) this.#looks.set(origin, look);
  }

  /**
   * The tab shows this page now; null: an error page of the browser. Browsers take the badge of the page before away,
   * unless it came late.
   */
  async arrived(tabId: number, url: string | null): Promise<void> {
    const before = this.#pages.get(tabId);
    const page = { badged: false };
    const looks = url !== null && looksLikeCardLogin(url);
    if (looks) this.#pages.set(tabId, page);
    else this.#pages.delete(tabId);
    if (before?.badged) await this.#parts.hide(tabId);
    if (!looks || !(await this.#parts.mayShow(tabId)) || !(await this.#asks(new URL(url).origin))) return;
    if (this.#pages.get(tabId) !== page) return;
    page.badged = true;
    await this.#parts.show(tabId);
  }

  /** The tab is closed. */
  over(tabId: number): void {
    this.#pages.delete(tabId);
  }

  async #asks(origin: string): Promise<boolean> {
    const known = this.#looks.get(origin);
    if (known && this.#parts.now() - known.at < MEMORY) return known.asks;
    const asking = this.#asking.get(origin);
    if (asking) return asking;
    if (this.#asking.size >= AT_ONCE) return false;
    const answer = this.#look(origin).finally(() => this.#asking.delete(origin));
    this.#asking.set(origin, answer);
    return answer;
  }

  async #look(origin: string): Promise<boolean> {
    const asks = (await this.#parts.look(origin)) ?? false;
    this.#looks.delete(origin);
    const look = { asks, at: this.#parts.now() };
    this.#looks.set(origin, look);
    await this.#parts.store.set(PREFIX + origin, look);
    await this.#dropOld();
    return asks;
  }

  async #dropOld(): Promise<void> {
    const { store, now } = this.#parts;
    for (const [origin, { at }] of this.#looks) {
      if (this.#looks.size <= KEPT && now() - at < MEMORY) return;
      this.#looks.delete(origin);
      await store.remove(PREFIX + origin);
    }
  }
}
