import { SUFFIXES, WITHOUT_RULES } from "./public-suffixes";

/** Names that nobody registers, and all below them: RFC 6761, RFC 6762 (`local`), RFC 7686 (`onion`) and others. */
const SPECIAL = new Set(
  "alt example example.com example.net example.org home.arpa invalid local localhost onion test".split(" "),
);

const withoutRules = new Set(WITHOUT_RULES.split(" "));
/** By top-level domain; split when it is first asked for. */
const rules = new Map<string, ReadonlySet<string>>();

/**
 * The registrable domain of a host as a URL has it: one label below a public suffix (eTLD+1), by the ICANN part of the
 * public suffix list. Where no rule of the list matches, the last label is the suffix, as in browsers. null for IP
 * addresses, for a suffix itself, and below a top-level domain outside Europe that has longer suffixes: Varco does not
 * know them, and the whole host counts.
 */
export function registrableDomain(hostname: string): string | null {
  const labels = hostname.split(".");
  const top = labels.at(-1) ?? "";
  // The last label of a name is never a number; an IPv6 address stands in brackets (URL Standard, section 3.5).
  if (labels.includes("") || /^\d+$|\]$/.test(top) || withoutRules.has(top)) return null;
  const size = suffixSize(labels, rulesFor(top));
  return labels.length > size ? labels.slice(-size - 1).join(".") : null;
}

/**
 * The same for people to read: null also for names that nobody can register (RFC 6761: `localhost`, `example`, …), and
 * for a host with a dot at its end, which the list does not know.
 */
export function shownDomain(hostname: string): string | null {
  const labels = hostname.split(".");
  const special = labels.some((_, index) => SPECIAL.has(labels.slice(index).join(".")));
  return special ? null : registrableDomain(hostname);
}

/** How many labels the public suffix has: the longest rule that matches, or one. */
function suffixSize(labels: readonly string[], known: ReadonlySet<string>): number {
  for (let size = labels.length; size > 1; size--) {
    const [first = "", ...rest] = labels.slice(-size, -1);
    if (known.has([first, ...rest].join(".")) || known.has(["*", ...rest].join("."))) return size;
  }
  return 1;
}

function rulesFor(top: string): ReadonlySet<string> {
  const known = rules.get(top) ?? new Set(SUFFIXES[top]?.split(" "));
  rules.set(top, known);
  return known;
}
