import { domainMatches, isAddress } from "./host-name";

/**
 * What the host of a login has said of itself: that it is reached by https only (Strict-Transport-Security, RFC 6797
 * §8).
 */
export class StrictTransport {
  /** `andBelow`: the names below the host are meant, too. */
  #policy: { readonly host: string; readonly andBelow: boolean } | null = null;

  /** Takes note of the field of an answer of this host; null: it has none. */
  learn(host: string, field: string | null): void {
    const directives = (field ?? "").split(";").map((directive) => directive.trim().toLowerCase());
    const age = directives.map((directive) => /^max-age\s*=\s*"?(\d+)"?$/.exec(directive)?.[1]).find((found) => found);
    if (age === undefined || isAddress(host)) return;
    this.#policy = Number(age) === 0 ? null : { host, andBelow: directives.includes("includesubdomains") };
  }

  /** Where a redirect leads in a browser: to https, if its host is reached in no other way. */
  secured(target: URL): URL {
    if (target.protocol !== "http:" || !this.#holdsFor(target.hostname)) return target;
    const secure = new URL(target);
    secure.protocol = "https:";
    return secure;
  }

  #holdsFor(target: string): boolean {
    if (this.#policy === null) return false;
    const { host, andBelow } = this.#policy;
    return andBelow ? domainMatches(target, host) : target === host;
  }
}
