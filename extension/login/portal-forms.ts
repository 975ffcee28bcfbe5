import { LIMITS } from "../../shared/limits";
import { encodingNamed } from "./encoding";
import type { PortalPage } from "./portal-page";
import type { HandOverForm } from "./view";

const CONTROLS = "input, select, textarea, button";
/** Controls that wait for a person. */
const FILLED_BY_HAND =
  "select, textarea, input:not([type=hidden i], [type=submit i], [type=button i], [type=image i], [type=reset i])";

export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement | HTMLButtonElement;

/** A form of a portal's page, and what belongs to it wherever it stands. */
export interface PortalForm {
  readonly element: HTMLFormElement;
  readonly controls: readonly Control[];
}

// A field may be named after a method of its form, which then hides the real one: hence `prototype`.
export const attribute = (element: Element, name: string) => Element.prototype.getAttribute.call(element, name);

/** The forms of a page that have nothing for a person to fill in, in their order. */
export function formsToSend(page: PortalPage): PortalForm[] {
  const controls = new Map<HTMLFormElement, Control[]>();
  for (const element of page.all("form")) if (element instanceof HTMLFormElement) controls.set(element, []);
  for (const control of page.all(CONTROLS)) {
    if (isControl(control) && control.form !== null) controls.get(control.form)?.push(control);
  }
  return [...controls]
    .map(([element, its]) => ({ element, controls: its }))
    .filter((form) => !form.controls.some((control) => control.matches(FILLED_BY_HAND)));
}

function isControl(element: Element): element is Control {
  return [HTMLInputElement, HTMLSelectElement, HTMLTextAreaElement, HTMLButtonElement].some(
    (kind) => element instanceof kind,
  );
}

/**
 * What a form sends, with the button that is pressed; null where it leads to anything but https, has more fields than
 * Varco carries, or is sent in a way in which files are. `encoding`: that of its page.
 */
export function sentForm(
  page: PortalPage,
  { element }: PortalForm,
  button: HTMLElement | null,
  encoding: string,
): HandOverForm | null {
  // HTML, "form submission": a button may say otherwise than its form.
  const said = (name: string) => (button && attribute(button, `form${name}`)) ?? attribute(element, name) ?? "";
  const action = page.address(said("action"));
  const method = methodOf(said("method"), said("enctype"));
  if (action === null || method === null) return null;
  const fields = fieldsOf(element, button);
  if (fields.length > LIMITS.formFields) return null;
  return { action, method, fields, encoding: encodingOf(element, encoding) };
}

function methodOf(method: string, encoding: string): HandOverForm["method"] | null {
  if (method.toLowerCase() === "dialog") return null;
  if (method.toLowerCase() !== "post") return "GET";
  return ["multipart/form-data", "text/plain"].includes(encoding.toLowerCase()) ? null : "POST";
}

function fieldsOf(form: HTMLFormElement, button: HTMLElement | null): [string, string][] {
  return [...new FormData(form, button)].flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value] satisfies [string, string]] : [],
  );
}

/** HTML, "picking an encoding for the form": the first that the platform knows, and UTF-8 in place of UTF-16. */
function encodingOf(form: HTMLFormElement, ofPage: string): string {
  const labels = (attribute(form, "accept-charset") ?? "").split(/\s+/).filter((label) => label !== "");
  const first = [...labels, ofPage].map(encodingNamed).find((name) => name !== null) ?? "utf-8";
  return first.startsWith("utf-16") ? "utf-8" : first;
}
