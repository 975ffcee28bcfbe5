import { domainMatches, isAddress } from "./host-name";

/**
 * The hosts that have said in the course of a login that they are reached by https only (Strict-Transport-Security, RFC
 * 6797 §8).
 */
export class StrictHosts {
  /** By host: whether the names below it are meant, too. */
  readonly #hosts = new Map<string, boolean>();

  /** Takes note of the field of an answer; null: it has none. */
  learn(host: string, field: string | null): void {
    const directives = (field ?? "").split(";").map((directive) => directive.trim().toLowerCase());
    const age = directives.map((directive) => /^max-age\s*=\s*"?(\d+)"?$/.exec(directive)?.[1]).find((found) => found);
    if (age === undefined || isAddress(host)) return;
    if (Number(age) === 0) this.#hosts.delete(host);
    else this.#hosts.set(host, directives.includes("includesubdomains"));
  }

  /** Where a redirect leads in a browser: to https, if its host is reached in no other way. */
  secured(target: URL): URL {
    if (target.protocol !== "http:" || !this.#holdFor(target.hostname)) return target;
    const secure = new URL(target);
    secure.protocol = "https:";
    return secure;
  }

  #holdFor(target: string): boolean {
    return [...this.#hosts].some(([host, andBelow]) => target === host || (andBelow && domainMatches(target, host)));
  }
}
