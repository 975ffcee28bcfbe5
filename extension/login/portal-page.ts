/** A page of a portal as an inert document: no script of it runs, nothing is loaded, nothing of it is shown. */
export interface PortalPage {
  /** Elements in the page's order. */
  all(selector: string): Element[];
  /** A reference of the page as an absolute address; null when it is none, or leads to anything but https. */
  address(reference: string): string | null;
}

/** Parses a page's markup; `url` is the address that it came from. */
export function parsePortalPage(html: string, url: string): PortalPage {
  const page = new DOMParser().parseFromString(html, "text/html");
  // A page may name its elements after methods of the document, which then hide the real ones: hence `prototype`.
  const all = (selector: string) => [...Document.prototype.querySelectorAll.call(page, selector)];
  const base = all("base[href]")[0]?.getAttribute("href") ?? "";
  const address = (reference: string) => {
    try {
      const { protocol, href } = new URL(reference === "" ? url : reference, new URL(base, url));
      return protocol === "https:" ? href : null;
    } catch {
      return null;
    }
  };
  return { all, address };
}
