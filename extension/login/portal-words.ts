import { plainText } from "./plain-text";
import { parsePortalPage } from "./portal-page";
import { visibleText } from "./visible-text";

/** Characters that are shown. */
const WORDS = 600;

/** What a portal wrote with an error, as it came. It may name the person: it is shown and goes nowhere else. */
export interface PortalSaid {
  /** Type and subtype of the answer, in small letters. */
  readonly type: string;
  readonly text: string;
}

/** Members in which JSON errors hold words for people: RFC 9457 §3.1, RFC 6749 §5.2, and what frameworks write. */
const MEMBERS = ["title", "detail", "message", "error_description", "error"];
/**
 * Elements in which XML errors hold them, by local name: SOAP 1.1 §4.4 and SOAP 1.2 §5.4.2, SAML 2.0 §3.2.2.3, RFC 9457
 * appendix B.
 */
const ELEMENTS = ["faultstring", "Text", "StatusMessage", "title", "detail"];

/** How the words are found, by the type of the answer. */
const READERS: readonly { readonly types: RegExp; readonly read: (text: string) => string }[] = [
  { types: /^(?:text\/html|application\/xhtml\+xml)$/, read: ofHtml },
  { types: /^(?:text\/json|application\/(?:.+\+)?json)$/, read: ofJson },
  { types: /^(?:text\/xml|application\/(?:.+\+)?xml)$/, read: ofXml },
  { types: /^text\/plain$/, read: (text) => text },
];

/** The portal's own words about an error, as plain text; null where there are none. */
export function portalWords({ type, text }: PortalSaid): string | null {
  const reader = READERS.find(({ types }) => types.test(type));
  const words = plainText(reader?.read(text) ?? "", WORDS);
  return words === "" ? null : words;
}

function ofHtml(text: string): string {
  const { root } = parsePortalPage(text, "https://portal.invalid/");
  return root === null ? "" : visibleText(root, WORDS * 2);
}

function ofJson(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    return [...new Set(MEMBERS.flatMap((name) => wordsOf(member(value, name))))].join("\n");
  } catch {
    return "";
  }
}

/** A text, or the message in an object that stands in its place. */
function wordsOf(value: unknown): string[] {
  const words = typeof value === "string" ? value : member(value, "message");
  return typeof words === "string" ? [words] : [];
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function ofXml(text: string): string {
  // Entities of its own could make a short document a long one.
  if (text.includes("<!DOCTYPE") || text.includes("<!ENTITY")) return "";
  const page = new DOMParser().parseFromString(text, "application/xml");
  const words = ELEMENTS.flatMap((name) => [...page.getElementsByTagNameNS("*", name)])
    .filter((element) => element.childElementCount === 0)
    .map(({ textContent }) => textContent.slice(0, WORDS * 2));
  return [...new Set(words)].join("\n");
}
