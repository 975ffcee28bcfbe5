import { plainLine, plainText } from "./plain-text";
import { formsToSend, sentForm, type PortalForm } from "./portal-forms";
import { parsePortalPage, type PortalPage } from "./portal-page";
import { SHOWN } from "./shown-page";
import type { PortalChoice, ShownPage, WayOn } from "./view";
import { HIDDEN, visibleText } from "./visible-text";

const PRESSED = "a[href], button, input[type=submit i], input[type=image i]";
/** Where a portal keeps the links that stand on each of its pages, and what only browsers without scripts show. */
const ASIDE = "nav, header, footer, aside, noscript";
/** Names of what shows no text. */
const NAMES = ["aria-label", "title"];
const NOT_SHOWN = `template, ${HIDDEN}`;

/** Links and buttons of a page that are looked at. */
const CANDIDATES = 2000;

/**
 * The text and the choices of a page that does not go on by itself: links to https, and buttons of forms that have
 * nothing for a person to fill in. No script of it runs, and nothing is loaded. `url` is the address that the page came
 * from, `encoding` its encoding.
 */
export function readShownPage(html: string, url: string, encoding = "utf-8"): ShownPage {
  const page = parsePortalPage(html, url);
  const text = page.root === null ? "" : plainText(visibleText(page.root, SHOWN.text * 2), SHOWN.text);
  return { text, choices: choicesOf(page, url, encoding) };
}

function choicesOf(page: PortalPage, url: string, encoding: string): PortalChoice[] {
  const forms = new Map(formsToSend(page).map((form) => [form.element, form]));
  const candidates = page
    .all(PRESSED)
    .slice(0, CANDIDATES)
    .filter((element) => element.closest(NOT_SHOWN) === null && !element.matches(":disabled"));
  const isAside = (element: Element) => element.closest(ASIDE) !== null;
  // The page's own matter comes first: the bound must not cut off its button because of the links above.
  const ordered = [...candidates.filter((element) => !isAside(element)), ...candidates.filter(isAside)];
  const choices: PortalChoice[] = [];
  const again: PortalChoice[] = [];
  const seen = new Set<string>();
  let room: number = SHOWN.fields;
  for (const element of ordered) {
    if (choices.length === SHOWN.choices) break;
    const label = labelOf(element);
    const way = label === "" ? null : wayOf(page, element, forms, encoding);
    if (way === null || (leadsBack(way, url) && way.url.includes("#"))) continue;
    const key = JSON.stringify([label, way]);
    room -= way.kind === "form" ? key.length : 0;
    if (room < 0 || seen.has(key)) continue;
    seen.add(key);
    // On most pages a link to the page itself is part of a menu. Some go on by it, once a cookie is set.
    (leadsBack(way, url) ? again : choices).push({ label, way });
  }
  return [...choices, ...again].slice(0, SHOWN.choices);
}

function wayOf(
  page: PortalPage,
  element: Element,
  forms: ReadonlyMap<HTMLFormElement, PortalForm>,
  encoding: string,
): WayOn | null {
  if (element instanceof HTMLButtonElement || element instanceof HTMLInputElement) {
    const form = element.form === null ? undefined : forms.get(element.form);
    if (form === undefined || (element instanceof HTMLButtonElement && element.type !== "submit")) return null;
    const sent = sentForm(page, form, element, encoding);
    return sent && { kind: "form", form: sent };
  }
  const url = page.address(element.getAttribute("href")?.trim() ?? "");
  return url === null ? null : { kind: "link", url };
}

/** Whether a link leads to the page itself, or to a place in it. */
function leadsBack(way: WayOn, url: string): way is Extract<WayOn, { kind: "link" }> {
  const place = (address: string) => address.split("#")[0];
  return way.kind === "link" && place(way.url) === place(new URL(url).href);
}

function labelOf(element: Element): string {
  const attributes = element instanceof HTMLInputElement ? ["value", "alt", ...NAMES] : NAMES;
  const names = attributes.map((name) => element.getAttribute(name) ?? "");
  const image = element.querySelector("img[alt]")?.getAttribute("alt") ?? "";
  const written = visibleText(element, SHOWN.label * 2);
  return [written, ...names, image].map((text) => plainLine(text, SHOWN.label)).find(isReadable) ?? "";
}

/** Marks and spaces alone are no label. */
function isReadable(label: string): boolean {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(label);
}
