import { encodingNamed } from "./encoding";
import { parsePortalPage, type PortalPage } from "./portal-page";
import type { HandOverForm } from "./view";

/**
 * Fields by which a login server sends the person on to a service: SAML 2.0 Bindings §3.5 and §3.6, WS-Federation §13,
 * OAuth 2.0 Form Post.
 */
const PROTOCOL_FIELDS = ["SAMLResponse", "SAMLRequest", "SAMLart", "RelayState", "wresult", "id_token"];

const CONTROLS = "input, select, textarea, button";
const SUBMIT_BUTTON = "input[type=submit i], button:not([type]), button[type=submit i]";
/** Controls that wait for a person. */
const FILLED_BY_HAND =
  "select, textarea, input:not([type=hidden i], [type=submit i], [type=button i], [type=image i], [type=reset i])";

/** A script that submits a form, or presses its button. */
const SUBMITS = /\.\s*(?:submit|requestSubmit)\s*(?:\(|\.\s*call\s*\()/;
const PRESSES = /\.\s*click\s*\(/;

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;

/**
 * The form by which a page sends the person on without being asked, read from the page's markup; null when there is
 * none, or when it leads to anything but https. `url` is the address that the page came from, `encoding` its encoding.
 */
export function readHandOverForm(html: string, url: string, encoding = "utf-8"): HandOverForm | null {
  const page = parsePortalPage(html, url);
  const form = sentOn(page);
  if (form === null) return null;
  const action = page.address(attribute(form, "action") ?? "");
  const method = methodOf(form);
  if (action === null || method === null) return null;
  return { action, method, fields: fieldsOf(form, pressedButton(page, form)), encoding: encodingOf(form, encoding) };
}

/** HTML, "picking an encoding for the form": the first that the platform knows, and UTF-8 in place of UTF-16. */
function encodingOf(form: HTMLFormElement, ofPage: string): string {
  const labels = (attribute(form, "accept-charset") ?? "").split(/\s+/).filter((label) => label !== "");
  const first = [...labels, ofPage].map(encodingNamed).find((name) => name !== null) ?? "utf-8";
  return first.startsWith("utf-16") ? "utf-8" : first;
}

// A field may be named after a method of its form, which then hides the real one: hence `prototype`.
const attribute = (element: Element, name: string) => Element.prototype.getAttribute.call(element, name);

function controlsOf(page: PortalPage, form: HTMLFormElement): Control[] {
  return page
    .all(CONTROLS)
    .filter(isControl)
    .filter((control) => control.form === form);
}

function isControl(element: Element): element is Control {
  return [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement, HTMLButtonElement].some(
    (kind) => element instanceof kind,
  );
}

function sentOn(page: PortalPage): HTMLFormElement | null {
  const untouched = page
    .all("form")
    .filter((element) => element instanceof HTMLFormElement)
    .filter((form) => !controlsOf(page, form).some((control) => control.matches(FILLED_BY_HAND)));
  return (
    untouched.find((form) => isOfProtocol(page, form)) ??
    untouched.find((form) => hasButtonForNoScript(page, form)) ??
    (submitsItself(page) ? mentioned(page, untouched) : null)
  );
}

function isOfProtocol(page: PortalPage, form: HTMLFormElement): boolean {
  return controlsOf(page, form).some((control) => PROTOCOL_FIELDS.includes(control.name));
}

function hasButtonForNoScript(page: PortalPage, form: HTMLFormElement): boolean {
  return controlsOf(page, form).some(
    (control) => control.matches(SUBMIT_BUTTON) && control.closest("noscript") !== null,
  );
}

/** On load, or by a script of a page with nothing else to do: elsewhere `.submit(` may belong to a logout button. */
function submitsItself(page: PortalPage): boolean {
  const acts = (script: string) => SUBMITS.test(script) || PRESSES.test(script);
  if (acts(onLoad(page))) return true;
  return acts(inlineScripts(page)) && page.all("form").length === 1 && page.all("a[href]").length === 0;
}

function mentioned(page: PortalPage, forms: HTMLFormElement[]): HTMLFormElement | null {
  const script = onLoad(page) + inlineScripts(page);
  const named = forms.find((form) =>
    [attribute(form, "id"), attribute(form, "name")].some((name) => name && script.includes(name)),
  );
  return named ?? forms[0] ?? null;
}

function onLoad(page: PortalPage): string {
  return page
    .all("body[onload]")
    .map((body) => attribute(body, "onload"))
    .join();
}

function inlineScripts(page: PortalPage): string {
  return page
    .all("script:not([src])")
    .map((script) => script.textContent)
    .join("\n");
}

/** The button counts among the fields only where the page presses it: `submit()` leaves it out. */
function pressedButton(page: PortalPage, form: HTMLFormElement): HTMLElement | null {
  const script = onLoad(page) + inlineScripts(page);
  if (SUBMITS.test(script) || !PRESSES.test(script)) return null;
  return controlsOf(page, form).find((control) => control.matches(SUBMIT_BUTTON)) ?? null;
}

function methodOf(form: HTMLFormElement): HandOverForm["method"] | null {
  const encoding = (attribute(form, "enctype") ?? "").toLowerCase();
  const method = (attribute(form, "method") ?? "get").toLowerCase();
  if (method === "dialog") return null;
  if (method !== "post") return "GET";
  return encoding === "multipart/form-data" || encoding === "text/plain" ? null : "POST";
}

function fieldsOf(form: HTMLFormElement, button: HTMLElement | null): [string, string][] {
  return [...new FormData(form, button)].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] satisfies [string, string]] : [],
  );
}
