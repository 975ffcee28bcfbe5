import { lookup } from "node:dns/promises";
import { setTimeout as delay } from "node:timers/promises";
import { LIMITS } from "../../shared/limits";
import type { Route } from "./proxy";
import { loadScript, routeByLoaded } from "./script";

/** Where a network puts its script (Web Proxy Auto-Discovery). The system completes the name by its own domains. */
const ADDRESS = "http://wpad/wpad.dat";
/** Milliseconds for the name. Most networks have none, and some are slow to say so. */
const NAME_PATIENCE = 1_000;

/** Looks for the script of the network in use. The answer counts for a while: a computer may move to another network. */
export class NetworkScript {
  readonly #address: URL;
  readonly #lasts: number;
  #latest: { readonly at: number; readonly script: Promise<string | null> } | null = null;

  /** `lasts`: milliseconds. */
  constructor(address: string = ADDRESS, lasts: number = LIMITS.proxySearch) {
    this.#address = new URL(address);
    this.#lasts = lasts;
  }

  /**
   * The way to a server by that script; null where the network has none. As in browsers, what cannot be had or is no
   * such script counts as none. Throws as `routeByLoaded`.
   */
  async route(url: URL): Promise<Route | null> {
    const now = performance.now();
    if (this.#latest === null || now - this.#latest.at > this.#lasts)
      this.#latest = { at: now, script: search(this.#address) };
    const script = await this.#latest.script;
    return script === null ? null : routeByLoaded(script, this.#address.href, url);
  }
}

/** The one of this computer's network. */
export const networkScript = new NetworkScript();

async function search(address: URL): Promise<string | null> {
  if (!(await isKnown(address.hostname))) return null;
  try {
    const script = await loadScript(address.href, AbortSignal.timeout(LIMITS.proxyScript));
    return script.includes("FindProxyForURL") ? script : null;
  } catch {
    return null;
  }
}

async function isKnown(name: string): Promise<boolean> {
  const found = lookup(name).then(
    () => true,
    () => false,
  );
  const answered = new AbortController();
  try {
    return await Promise.race([found, delay(NAME_PATIENCE, false, { signal: answered.signal })]);
  } finally {
    answered.abort();
  }
}
