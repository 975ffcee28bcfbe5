import * as v from "valibot";
import type { SessionStore } from "../contracts";
import { withoutFragment } from "../relay/portal-request";

/** Addresses kept of the way to one page, and of frames that failed on it. */
const ADDRESSES = 4;

/** How an address was asked for. `unknown`: the browser did not say. */
type Asked = "GET" | "other" | "unknown";

/** A navigation whose page has come. */
export interface Arrival {
  readonly tabId: number;
  readonly url: string;
  /** Whether a form led here. */
  readonly byForm: boolean;
  /** Whether the page before led here by itself. */
  readonly byPage: boolean;
  /** Whether the server led on to here. */
  readonly redirected: boolean;
}

const PREFIX = "way:";
const stored = v.strictObject({ way: v.array(v.string()), frames: v.array(v.string()) });
type Way = v.InferOutput<typeof stored>;

/**
 * The addresses that led each tab to the page that it shows. A portal that takes a certificate but does not demand one
 * leads a person without it on to an error page. The login then belongs to the address that was asked for. Ways outlive
 * the background in memory: the person may read the error page for long.
 */
export class Ways {
  readonly #store: SessionStore;
  /** By tab: the addresses of the navigation under way. */
  readonly #begun = new Map<number, Map<string, Asked>>();
  readonly #ways = new Map<number, Way>();

  constructor(store: SessionStore) {
    this.#store = store;
  }

  /** Takes up the ways that a stopped background has kept. */
  async restore(): Promise<void> {
    for (const [key, value] of Object.entries(await this.#store.all())) {
      const way = v.safeParse(stored, value);
      const tabId = Number(key.slice(PREFIX.length));
      if (key.startsWith(PREFIX) && way.success && !this.#ways.has(tabId)) this.#ways.set(tabId, way.output);
    }
  }

  /** The tab begins to go to this address. Firefox may report that twice, and after the request. */
  begins(tabId: number, url: string): void {
    // The empty page of a new tab, of which Firefox may tell when the tab is already going elsewhere.
    if (url === "about:blank") return;
    const begun = [...(this.#begun.get(tabId) ?? [])];
    const known = begun.findIndex(([address]) => address === url);
    this.#begun.set(tabId, new Map(known === -1 ? [[url, "unknown"]] : begun.slice(known)));
  }

  /** The tab's navigation asks for this address, at a portal that Varco may reach. */
  asks(tabId: number, url: string, method: string): void {
    const begun = this.#begun.get(tabId) ?? new Map<string, Asked>();
    this.#begun.set(tabId, begun.set(url, method === "GET" ? "GET" : "other"));
  }

  /** A navigation to this address has failed or was stopped: the one under way, or one that it has replaced. */
  fails(tabId: number, url: string): void {
    if (this.#begun.get(tabId)?.has(url)) this.#begun.delete(tabId);
  }

  /** The tab shows this page now. */
  async arrived({ tabId, url, byForm, byPage, redirected }: Arrival): Promise<void> {
    const underWay = this.#begun.get(tabId);
    // Firefox tells of a page and of the next request in no certain order: the page may be the one before.
    const isItsEnd = underWay !== undefined && (redirected || underWay.has(url));
    if (isItsEnd) this.#begun.delete(tabId);
    const begun = isItsEnd ? [...underWay] : [];
    // A form cannot be asked for again by its address.
    const asked = begun
      .filter(([, how]) => how === "GET" || (how === "unknown" && !byForm))
      .map(([address]) => address);
    const before = byPage ? (this.#ways.get(tabId)?.way ?? []) : [];
    const way = [...new Set([...before, ...asked])].filter((address) => address !== url);
    await this.#set(tabId, { way: [...way.slice(0, ADDRESSES - 1), url], frames: [] });
  }

  /** A frame of the page that the tab shows could not be loaded. */
  async frameFailed(tabId: number, url: string): Promise<void> {
    const { way = [], frames = [] } = this.#ways.get(tabId) ?? {};
    await this.#set(tabId, { way, frames: [...new Set([...frames, url])].slice(0, ADDRESSES) });
  }

  /**
   * Where a login that the person wants on this page may belong: at the address to which the tab is just going, at one
   * that led here, on the page itself, or in one of its frames.
   */
  candidates(tabId: number, shown: string | undefined): string[] {
    const { way, frames } = this.#of(tabId, shown);
    const begun = [...(this.#begun.get(tabId)?.keys() ?? [])];
    return [...new Set([...begun, ...way.slice(0, -1), ...(shown === undefined ? [] : [shown]), ...frames])];
  }

  /** Whether this address has led on to the page that the tab shows. */
  ledOn(tabId: number, url: string, shown: string | undefined): boolean {
    return url !== shown && this.#of(tabId, shown).way.includes(url);
  }

  /** The tab is closed. */
  async over(tabId: number): Promise<void> {
    this.#begun.delete(tabId);
    if (this.#ways.delete(tabId)) await this.#store.remove(keyOf(tabId));
  }

  /** A page may change its address without a navigation: then its way is not known. */
  #of(tabId: number, shown: string | undefined): Way {
    const known = this.#ways.get(tabId);
    const last = known?.way.at(-1);
    if (known === undefined || last === undefined || shown === undefined) return { way: [], frames: [] };
    return withoutFragment(last) === withoutFragment(shown) ? known : { way: [], frames: [] };
  }

  async #set(tabId: number, way: Way): Promise<void> {
    const known = this.#ways.get(tabId);
    this.#ways.set(tabId, way);
    if (isKept(way)) await this.#store.set(keyOf(tabId), way);
    else if (known !== undefined && isKept(known)) await this.#store.remove(keyOf(tabId));
  }
}

/** Whether a way says more than the page itself. */
function isKept({ way, frames }: Way): boolean {
  return way.length > 1 || frames.length > 0;
}

function keyOf(tabId: number): string {
  return `${PREFIX}${tabId}`;
}
