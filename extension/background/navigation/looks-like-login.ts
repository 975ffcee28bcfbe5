import { domainMatches } from "../relay/host-name";
import { LOGIN_PORTS, LOGIN_WORDS, PLACE_PREFIXES, PLACES, PUBLIC_DOMAINS } from "./card-logins";

/** Whether an address looks like one where a public body lets people log in with the card. */
export function looksLikeCardLogin(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, pathname } = new URL(url);
  if (protocol !== "https:" || !isPublicBody(hostname)) return false;
  return LOGIN_PORTS.includes(port) || hasLoginWord(wordsOf(hostname)) || hasLoginWord(wordsOf(pathname));
}

/** Whether a host belongs to a public body of Italy, by its name alone. */
function isPublicBody(hostname: string): boolean {
  if (PUBLIC_DOMAINS.some((domain) => domainMatches(hostname, domain))) return true;
  const [top, place = "", prefix = ""] = hostname.split(".").reverse();
  return top === "it" && PLACES.has(place) && PLACE_PREFIXES.includes(prefix);
}

/** Runs of letters, in lower case. `loginCNS` is two words, `CNSLogin` too. */
function wordsOf(text: string): string[] {
  const apart = text.replaceAll(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, " ");
  return apart.toLowerCase().match(/[a-z]+/g) ?? [];
}

function hasLoginWord(words: readonly string[]): boolean {
  return LOGIN_WORDS.some((entry) =>
    words.some((_, start) => entry.every((word, index) => words[start + index] === word)),
  );
}
