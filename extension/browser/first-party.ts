import browser from "webextension-polyfill";
import { isChromium } from "./engine";

/** Whose cookies are meant: Firefox's container or private jar. */
export interface CookieStore {
  readonly storeId?: string;
}

/** A cookie that never is: it ends in 1970. */
const TRIAL = { name: "varco", value: "", expirationDate: 1 };

/**
 * Whether Firefox keeps cookies apart by the site of the page (`privacy.firstparty.isolate`). It then refuses questions
 * that name none.
 */
export function isolatesSites(url: string): Promise<boolean> {
  if (isChromium) return Promise.resolve(false);
  return browser.cookies.getAll({ url, name: TRIAL.name }).then(
    () => false,
    () => true,
  );
}

/**
 * The site to which the cookies of a page at this address belong: its registrable domain, without the public suffix
 * list. Firefox lets a page set cookies for that domain, and for none above it. A host without such a domain is its own
 * site.
 */
export async function siteOf(url: string, store: CookieStore): Promise<string> {
  const { hostname } = new URL(url);
  const labels = hostname.split(".");
  for (let count = 1; count < labels.length; count += 1) {
    const domain = labels.slice(-count).join(".");
    const taken = browser.cookies.set({ url, ...store, ...TRIAL, domain, firstPartyDomain: domain });
    if (
      await taken.then(
        () => true,
        () => false,
      )
    )
      return domain;
  }
  return hostname;
}

/** Whether pages at this address are pages of a site. */
export function isOfSite(url: string, site: string): boolean {
  const { hostname } = new URL(url);
  return hostname === site || hostname.endsWith(`.${site}`);
}
