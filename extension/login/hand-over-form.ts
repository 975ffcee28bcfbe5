import { attribute, formsToSend, sentForm, type PortalForm } from "./portal-forms";
import { parsePortalPage, type PortalPage } from "./portal-page";
import type { HandOverForm } from "./view";

/**
 * Fields by which a login server sends the person on to a service: SAML 2.0 Bindings §3.5 and §3.6, WS-Federation §13,
 * OAuth 2.0 Form Post.
 */
const PROTOCOL_FIELDS = ["SAMLResponse", "SAMLRequest", "SAMLart", "RelayState", "wresult", "id_token"];

const SUBMIT_BUTTON = "input[type=submit i], button:not([type]), button[type=submit i]";

/** A script that submits a form, or presses its button. */
const SUBMITS = /\.\s*(?:submit|requestSubmit)\s*(?:\(|\.\s*call\s*\()/;
const PRESSES = /\.\s*click\s*\(/;

/**
 * The form by which a page sends the person on without being asked, read from the page's markup; null when there is
 * none, or when it leads to anything but https. `url` is the address that the page came from, `encoding` its encoding.
 */
export function readHandOverForm(html: string, url: string, encoding = "utf-8"): HandOverForm | null {
  const page = parsePortalPage(html, url);
  const form = sentOn(page);
  return form === null ? null : sentForm(page, form, pressedButton(page, form), encoding);
}

function sentOn(page: PortalPage): PortalForm | null {
  const untouched = formsToSend(page);
  return (
    untouched.find(isOfProtocol) ??
    untouched.find(hasButtonForNoScript) ??
    (submitsItself(page) ? mentioned(page, untouched) : null)
  );
}

function isOfProtocol({ controls }: PortalForm): boolean {
  return controls.some((control) => PROTOCOL_FIELDS.includes(control.name));
}

function hasButtonForNoScript({ controls }: PortalForm): boolean {
  return controls.some((control) => control.matches(SUBMIT_BUTTON) && control.closest("noscript") !== null);
}

/** On load, or by a script of a page with nothing else to do: elsewhere `.submit(` may belong to a logout button. */
function submitsItself(page: PortalPage): boolean {
  const acts = (script: string) => SUBMITS.test(script) || PRESSES.test(script);
  if (acts(onLoad(page))) return true;
  return acts(inlineScripts(page)) && page.all("form").length === 1 && page.all("a[href]").length === 0;
}

function mentioned(page: PortalPage, forms: readonly PortalForm[]): PortalForm | null {
  const script = onLoad(page) + inlineScripts(page);
  const named = forms.find(({ element }) =>
    [attribute(element, "id"), attribute(element, "name")].some((name) => name && script.includes(name)),
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
function pressedButton(page: PortalPage, { controls }: PortalForm): HTMLElement | null {
  const script = onLoad(page) + inlineScripts(page);
  if (SUBMITS.test(script) || !PRESSES.test(script)) return null;
  return controls.find((control) => control.matches(SUBMIT_BUTTON)) ?? null;
}
