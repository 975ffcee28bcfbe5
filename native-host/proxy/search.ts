import { lookup } from "node:dns/promises";
import { setTimeout as delay } from "node:timers/promises";
import { LIMITS } from "../../shared/limits";
import type { Route } from "./proxy";
import { loadScript, routeByLoaded } from "./script";

export interface Network {
  /** Where a network puts its script. The system completes the name by its own domains. */
  readonly address: string;
  /** Milliseconds for which the answer counts. */
  readonly lasts: number;
  /** Asks the system for the address of a name. Rejects where it has none. */
  readonly lookUp: (name: string) => Promise<unknown>;
}

/** As Web Proxy Auto-Discovery has it, by DNS. */
const NETWORK: Network = { address: "http://wpad/wpad.dat", lasts: LIMITS.proxySearch, lookUp: (name) => lookup(name) };
/** Milliseconds for the name. Most networks have none, and Windows takes seconds to say so. */
const NAME_PATIENCE = 500;

/** Looks for the script of the network in use. The answer counts for a while: a computer may move to another network. */
export class NetworkScript {
  readonly #network: Network;
  #latest: { readonly at: number; readonly script: Promise<string | null> } | null = null;

  constructor(network: Partial<Network> = {}) {
    this.#network = { ...NETWORK, ...network };
  }

  /**
   * The way to a server by that script; null where the network has none. As in browsers, what cannot be had or is no
   * such script counts as none. Throws as `routeByLoaded`.
   */
  async route(url: URL): Promise<Route | null> {
    const { address, lasts } = this.#network;
    const now = performance.now();
    if (this.#latest === null || now - this.#latest.at > lasts) this.#latest = { at: now, script: this.#search() };
    const script = await this.#latest.script;
    return script === null ? null : routeByLoaded(script, address, url);
  }

  async #search(): Promise<string | null> {
    const { address } = this.#network;
    const isKnown = await this.#isKnown(new URL(address).hostname);
    // The system goes on asking, and may know it the next time.
    if (isKnown === null) this.#latest = null;
    if (isKnown !== true) return null;
    try {
      const script = await loadScript(address, AbortSignal.timeout(LIMITS.proxyScript));
      return script.includes("FindProxyForURL") ? script : null;
    } catch {
      return null;
    }
  }

  /** null: nobody has said so in time. */
  async #isKnown(name: string): Promise<boolean | null> {
    const found = this.#network.lookUp(name).then(
      () => true,
      () => false,
    );
    const answered = new AbortController();
    try {
      return await Promise.race([found, delay(NAME_PATIENCE, null, { signal: answered.signal })]);
    } finally {
      answered.abort();
    }
  }
}

/** The one of this computer's network. */
export const networkScript = new NetworkScript();
