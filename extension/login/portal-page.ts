import { LIMITS } from "../../shared/limits";

/** DOM standard, `NodeFilter`. */
const SHOW_ELEMENT = 0x1;

/** A page of a portal as an inert document: no script of it runs, nothing is loaded, nothing of it is shown. */
export interface PortalPage {
  /** The element of the whole page. */
  readonly root: Element | null;
  /** Elements in the page's order. */
  all(selector: string): Element[];
  /**
   * A reference of the page as an absolute address; null when it is none, leads to anything but https, or is too long.
   */
  address(reference: string): string | null;
}

/** Parses a page's markup; `url` is the address that it came from. */
export function parsePortalPage(html: string, url: string): PortalPage {
  const page = new DOMParser().parseFromString(html, "text/html");
  // A page may name its elements after members of its document, which then hide the real ones. The root element has no
  // such names, and this page's own document finds it.
  const first = document.createTreeWalker(page, SHOW_ELEMENT).nextNode();
  const root = first instanceof Element ? first : null;
  const all = (selector: string) => (root === null ? [] : [...root.querySelectorAll(selector)]);
  const base = all("base[href]")[0]?.getAttribute("href") ?? "";
  const address = (reference: string) => {
    try {
      const { protocol, href } = new URL(reference === "" ? url : reference, new URL(base, url));
      return protocol === "https:" && href.length <= LIMITS.url ? href : null;
    } catch {
      return null;
    }
  };
  return { root, all, address };
}
