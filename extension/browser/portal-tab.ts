import browser, { type Cookies } from "webextension-polyfill";
import type { CookieToSet, PortalTab, StoredCookie, TabCookies, TabPlace } from "../background/contracts";
import { hasSiteAccess } from "../login/site-access";
import { askAnew } from "./ask-anew";
import { cookieField } from "./cookie-field";
import { isChromium } from "./engine";
import { isolatedSite, type CookieStore } from "./first-party";
import { getsPage } from "./gets-page";

/** Firefox's jar of an ordinary tab: the only one that requests of the background use. */
const DEFAULT_STORE = "firefox-default";

/** How long a step back may take, in milliseconds. */
const PATIENCE = 1_000;

/** A tab of the real browser, for a login at `origin`. */
export function portalTab({ tabId, storeId }: TabPlace, origin: string): PortalTab {
  const store = storeId === undefined ? {} : { storeId };
  let asked: Promise<string | null> | null = null;
  const site = () => (asked ??= isolatedSite(origin, store));
  return {
    hasAccess: () => hasSiteAccess(origin),
    cookies: async (url) => cookiesFor(url, store, await site()),
    async setCookies(cookies) {
      for (const cookie of cookies) {
        // A cookie that the browser refuses here, it would have refused from the portal, too.
        await browser.cookies.set({ ...details(cookie, await site()), ...store }).catch(() => undefined);
      }
    },
    canShow: (url) => getsPage(url, storeId === undefined || storeId === DEFAULT_STORE),
    go: (url) => goTo(tabId, url, true),
    async goWithCard(url, signal) {
      await askAnew(url);
      if (!signal.aborted) await goTo(tabId, url, true);
    },
    leave: () => leave(tabId),
  };
}

/** Takes a tab to an address. `replaces`: in place of the page that it shows, which Chromium has no way to say. */
export async function goTo(tabId: number, url: string, replaces: boolean): Promise<void> {
  await browser.tabs.update(tabId, replaces && !isChromium ? { url, loadReplace: true } : { url });
}

/** Takes a tab away from the page of a login: back, or closed where there is nothing to go back to. */
export async function leave(tabId: number): Promise<void> {
  const left = await ownAddress(tabId);
  // Without a page to go back to, Chromium refuses, and Firefox does nothing.
  await browser.tabs.goBack(tabId).catch(() => undefined);
  await new Promise((resolve) => {
    setTimeout(resolve, PATIENCE);
  });
  if (left !== undefined && (await ownAddress(tabId)) === left) await browser.tabs.remove(tabId);
}

/** The address that a tab shows, if it is one of the extension's own: it may see no other. */
export async function ownAddress(tabId: number): Promise<string | undefined> {
  return (await browser.tabs.get(tabId).catch(() => null))?.url;
}

/** `site`: the one to which they belong, where sites are kept apart. */
async function cookiesFor(url: string, store: CookieStore, site: string | null): Promise<TabCookies> {
  const ofSite = site === null ? {} : { firstPartyDomain: site };
  const all = await browser.cookies.getAll({ url, ...store, partitionKey: {}, ...ofSite });
  const stored = all.filter((cookie) => isOfTopLevel(cookie, url)).map(storedCookie);
  return { field: await cookieField(url), stored };
}

/** Of the partitioned cookies only those that belong to the portal as a page of its own. */
function isOfTopLevel({ partitionKey }: Cookies.Cookie, url: string): boolean {
  const site = partitionKey?.topLevelSite;
  if (site === undefined) return true;
  const { hostname } = new URL(url);
  const { hostname: top } = new URL(site);
  return hostname === top || hostname.endsWith(`.${top}`);
}

function storedCookie({ name, value, path, sameSite }: Cookies.Cookie): StoredCookie {
  return { name, value, path, sameSite };
}

/** Where sites are kept apart, every cookie is. */
function details({ partitioned, ...cookie }: CookieToSet, site: string | null): Cookies.SetDetailsType {
  if (site !== null) return { ...cookie, firstPartyDomain: site };
  if (!partitioned) return cookie;
  return { ...cookie, partitionKey: { topLevelSite: `https://${new URL(cookie.url).hostname}` } };
}
