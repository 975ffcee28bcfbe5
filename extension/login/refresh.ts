import { parsePortalPage } from "./portal-page";
import { refreshTarget } from "./refresh-target";

/**
 * Where a page's meta refresh leads by itself, https only; null when there is none. `url` is the address that the page
 * came from.
 */
export function readRefresh(html: string, url: string): string | null {
  const page = parsePortalPage(html, url);
  // A refresh in a <noscript> is not meant for this browser.
  const metas = page.all('meta[http-equiv="refresh" i][content]').filter((meta) => meta.closest("noscript") === null);
  const target = refreshTarget(metas[0]?.getAttribute("content") ?? "");
  return target === null ? null : page.address(target);
}
