import { JSDOM } from "jsdom";

const NAMES = [
  "DOMParser",
  "Document",
  "Element",
  "FormData",
  "HTMLElement",
  "HTMLFormElement",
  "HTMLInputElement",
  "HTMLSelectElement",
  "HTMLTextAreaElement",
  "HTMLButtonElement",
  "HTMLDetailsElement",
  "Event",
  "document",
  "window",
  "location",
  "history",
] as const;

/**
 * Gives the tests a fresh document, in the names under which a page finds them; the returned function takes them away.
 */
export function installDom(): { readonly window: JSDOM["window"]; readonly remove: () => void } {
  const { window } = new JSDOM('<!doctype html><html><body><div id="app"></div></body></html>', {
    url: "https://page.example/",
    // Else its pages would never be visible.
    pretendToBeVisual: true,
  });
  for (const name of NAMES)
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  return {
    window,
    remove: () => {
      for (const name of NAMES) Reflect.deleteProperty(globalThis, name);
      window.close();
    },
  };
}
