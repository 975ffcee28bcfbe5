/** Hosts kept for one navigation. */
const HOSTS = 4;

/** The hosts from which a tab comes while it navigates: the page that it leaves, and the redirects on its way. */
export class Referrers {
  readonly #hosts = new Map<number, string[]>();

  /** The tab passes `url` or leaves it. */
  passes(tabId: number, url: string): void {
    if (!url.startsWith("https:") || !URL.canParse(url)) return;
    const { hostname } = new URL(url);
    const hosts = (this.#hosts.get(tabId) ?? []).filter((host) => host !== hostname);
    this.#hosts.set(tabId, [...hosts, hostname].slice(-HOSTS));
  }

  /** Hosts on the way, the latest first. */
  hosts(tabId: number): readonly string[] {
    return (this.#hosts.get(tabId) ?? []).toReversed();
  }

  /** The tab has arrived somewhere, or is closed. */
  over(tabId: number): void {
    this.#hosts.delete(tabId);
  }
}
