import * as v from "valibot";
import type { SessionStore } from "../contracts";

/** Milliseconds without a page of the portal after which its session counts as over. */
const IDLE = 30 * 60_000;

const PREFIX = "session:";
const stored = v.strictObject({ origin: v.string(), at: v.number() });
type Session = v.InferOutput<typeof stored>;

/**
 * Tabs in which a login has ended well, and in which the portal's pages have been shown since. Their pages are those of
 * a person who is logged in: no login begins there by itself. They outlive the background in memory, as people read.
 */
export class PortalSessions {
  readonly #store: SessionStore;
  readonly #now: () => number;
  readonly #sessions = new Map<number, Session>();

  constructor(store: SessionStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Takes up what a stopped background has kept. */
  async restore(): Promise<void> {
    for (const [key, value] of Object.entries(await this.#store.all())) {
      const session = v.safeParse(stored, value);
      const tabId = Number(key.slice(PREFIX.length));
      if (key.startsWith(PREFIX) && session.success && !this.#sessions.has(tabId))
        this.#sessions.set(tabId, session.output);
    }
  }

  /** A login at this origin has ended well in this tab. */
  async begun(tabId: number, origin: string): Promise<void> {
    const session = { origin, at: this.#now() };
    this.#sessions.set(tabId, session);
    await this.#store.set(keyOf(tabId), session);
  }

  /** Whether the tab, which shows this page now, is in such a session. The page prolongs it. */
  async holds(tabId: number, url: string): Promise<boolean> {
    const session = this.#sessions.get(tabId);
    if (session?.origin !== new URL(url).origin || this.#now() - session.at >= IDLE) return false;
    await this.begun(tabId, session.origin);
    return true;
  }

  /** The tab is closed. */
  async over(tabId: number): Promise<void> {
    if (this.#sessions.delete(tabId)) await this.#store.remove(keyOf(tabId));
  }
}

function keyOf(tabId: number): string {
  return `${PREFIX}${tabId}`;
}
