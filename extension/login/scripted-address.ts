import { parsePortalPage, type PortalPage } from "./portal-page";
import { AT_ONCE } from "./refresh-target";

/** Characters of script. What sends a person on is short; more than this is an application. */
const SCRIPT_LIMIT = 20_000;

/** `location = "…"`, `location.href = "…"`, `location.replace("…")`, `location.assign("…")`, with or without window. */
const GOES_TO =
  /(?<![\w$.])(?:(?:window|self|top|parent|document|this|globalThis)\s*\.\s*){0,2}location\s*(?:(?:\.\s*href\s*)?=(?!=)\s*|\.\s*(?:replace|assign)\s*\(\s*)(?:"(?<double>(?:[^"\\\n]|\\.)*)"|'(?<single>(?:[^'\\\n]|\\.)*)'|`(?<back>(?:[^`\\$]|\\.)*)`)(?=[^\S\n]*(?:[;)},"'\n]|$))/g;
const DELAY = /\bsetTimeout\s*\([^]*?,\s*(\d+)\s*\)/g;
const COMMENT = /\/\*[^]*?\*\/|(?<!["'`:\\])\/\/[^\n]*/g;

/** What a person can press, fill in or look at, and scripts from elsewhere, which may build that. */
const CHOICES =
  "button, select, textarea, input:not([type=hidden i]), [onclick], iframe, frame, object, embed, script[src]";

/**
 * Where a script of a page leads by itself, https only; null when there is none. Only an address that stands in the
 * script as a text counts, on a page that leaves the person nothing else to do. No script runs. `url` is the address
 * that the page came from.
 */
export function readScriptedAddress(html: string, url: string): string | null {
  const page = parsePortalPage(html, url);
  const whole = scriptsOf(page);
  if (whole.length > SCRIPT_LIMIT) return null;
  const script = whole.replace(COMMENT, "");
  if (waitsLong(script) || page.all(CHOICES).some(isShown)) return null;
  const [target, ...others] = new Set([...script.matchAll(GOES_TO)].map(({ groups }) => page.address(textOf(groups))));
  if (target === undefined || target === null || others.length > 0) return null;
  // A link for people whose browser runs no script leads to the same place.
  const links = page.all("a[href]").map((link) => page.address(link.getAttribute("href") ?? ""));
  return links.every((link) => link === target) ? target : null;
}

function scriptsOf(page: PortalPage): string {
  const onLoad = page.all("body[onload]").map((body) => body.getAttribute("onload") ?? "");
  const scripts = page.all("script:not([src])").filter(isScript);
  return [...scripts.map(({ textContent }) => textContent), ...onLoad].join("\n");
}

/** Data blocks and templates have types of their own (HTML, "prepare the script element"). */
function isScript(element: Element): boolean {
  const type = element.getAttribute("type")?.trim().toLowerCase() ?? "";
  return type === "" || type === "module" || /^(?:text|application)\/(?:x-)?(?:java|ecma)script$/.test(type);
}

function isShown(element: Element): boolean {
  return element.closest("noscript, template, [hidden]") === null;
}

function waitsLong(script: string): boolean {
  return [...script.matchAll(DELAY)].some(([, milliseconds]) => Number(milliseconds) > AT_ONCE * 1000);
}

/** The text of a literal (ECMAScript, String Literals): addresses hold few kinds of escapes. */
function textOf(groups: Partial<Record<string, string>> = {}): string {
  const literal = groups["double"] ?? groups["single"] ?? groups["back"] ?? "";
  return literal.replace(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([^]))/g,
    (_, byte?: string, unit?: string, other?: string) =>
      other ?? String.fromCharCode(Number.parseInt(byte ?? unit ?? "", 16)),
  );
}
