import { domainMatches, isAddress } from "./host-name";

/**
 * Where a redirect leads in a browser: to https, if the answer says that its host is reached in no other way
 * (Strict-Transport-Security, RFC 6797 §8.3). `policy`: that field of the answer, null without it.
 */
export function strictTarget(target: URL, from: URL, policy: string | null): URL {
  if (target.protocol !== "http:" || policy === null || !holdsFor(target.hostname, from.hostname, policy))
    return target;
  const secure = new URL(target);
  secure.protocol = "https:";
  return secure;
}

function holdsFor(target: string, host: string, policy: string): boolean {
  const directives = policy.split(";").map((directive) => directive.trim().toLowerCase());
  const age = directives.map((directive) => /^max-age\s*=\s*"?(\d+)"?$/.exec(directive)?.[1]).find((found) => found);
  // An age of zero ends the policy. Addresses never have one.
  if (age === undefined || Number(age) === 0 || isAddress(host)) return false;
  return directives.includes("includesubdomains") ? domainMatches(target, host) : target === host;
}
