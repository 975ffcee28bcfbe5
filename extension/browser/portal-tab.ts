import browser, { type Cookies } from "webextension-polyfill";
import type { CookieToSet, PortalTab, StoredCookie, TabCookies, TabPlace } from "../background/contracts";
import { hasSiteAccess } from "../login/site-access";
import { askAnew } from "./ask-anew";
import { cookieField } from "./cookie-field";
import { isChromium } from "./engine";
import { isolatesSites, isOfSite, siteOf, type CookieStore } from "./first-party";
import { getsPage } from "./gets-page";

/** Firefox's jar of an ordinary tab: the only one that requests of the background use. */
const DEFAULT_STORE = "firefox-default";

/** How long a step back may take, in milliseconds. */
const PATIENCE = 1_000;

/** A tab of the real browser, for a login at `origin`. */
export function portalTab({ tabId, storeId }: TabPlace, origin: string): PortalTab {
  const store = storeId === undefined ? {} : { storeId };
  return {
    hasAccess: () => hasSiteAccess(origin),
    cookies: (url) => cookiesFor(url, store),
    async setCookies(cookies) {
      const site = await isolatedSite(cookies[0]?.url, store);
      for (const cookie of cookies) {
        // A cookie that the browser refuses here, it would have refused from the portal, too.
        await browser.cookies.set({ ...details(cookie, site), ...store }).catch(() => undefined);
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

async function cookiesFor(url: string, store: CookieStore): Promise<TabCookies> {
  const isolated = await isolatesSites(url);
  const ofAnySite = isolated ? { firstPartyDomain: null } : {};
  const all = await browser.cookies.getAll({ url, ...store, partitionKey: {}, ...ofAnySite });
  const stored = all
    .filter((cookie) => isOfTopLevel(cookie, url) && (!isolated || isOfSite(url, cookie.firstPartyDomain)))
    .map(storedCookie);
  return { field: await cookieField(url), stored };
}

/** The site of an answer's cookies, which the portal shows as a page of its own; null where sites are not isolated. */
async function isolatedSite(url: string | undefined, store: CookieStore): Promise<string | null> {
  return url !== undefined && (await isolatesSites(url)) ? siteOf(url, store) : null;
}

/** Of the partitioned cookies only those that belong to the portal as a page of its own. */
function isOfTopLevel({ partitionKey }: Cookies.Cookie, url: string): boolean {
  const site = partitionKey?.topLevelSite;
  return site === undefined || isOfSite(url, new URL(site).hostname);
}

function storedCookie({ name, value, path, sameSite }: Cookies.Cookie): StoredCookie {
  return { name, value, path, sameSite };
}

/** Where sites are isolated, every cookie is partitioned. */
function details({ partitioned, ...cookie }: CookieToSet, isolatedSite: string | null): Cookies.SetDetailsType {
  if (isolatedSite !== null) return { ...cookie, firstPartyDomain: isolatedSite };
  if (!partitioned) return cookie;
  return { ...cookie, partitionKey: { topLevelSite: `https://${new URL(cookie.url).hostname}` } };
}
