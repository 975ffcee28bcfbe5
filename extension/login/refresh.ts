import { parsePortalPage } from './portal-page';

/** Seconds: a page that waits longer is there to be read. */
const AT_ONCE = 10;

/** HTML Living Standard, "Refresh state": seconds, then an optional separator, `url=` and quotes. */
const REFRESH = /^\s*(?<seconds>\d+)[\d.]*(?:\s*[;,]\s*|\s+)(?:url\s*=\s*)?(?:'(?<single>[^']*)|"(?<double>[^"]*)|(?<bare>.+))/i;

/** Where a page's meta refresh leads by itself, https only; null when there is none. `url` is the address that the page came from. */
export function readRefresh(html: string, url: string): string | null {
  const page = parsePortalPage(html, url);
  // In a <noscript> it is not meant for this browser.
  const metas = page.all('meta[http-equiv="refresh" i][content]').filter((meta) => meta.closest('noscript') === null);
  const { seconds, single, double, bare } = REFRESH.exec(metas[0]?.getAttribute('content') ?? '')?.groups ?? {};
  if (seconds === undefined || Number(seconds) > AT_ONCE) return null;
  return page.address((single ?? double ?? bare ?? '').trim());
}
