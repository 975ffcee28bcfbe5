import browser from "webextension-polyfill";
import { isChromium } from "./engine";

/** Whose cookies are meant: Firefox's container or private jar. */
export interface CookieStore {
  readonly storeId?: string;
}

/** A cookie that never is: it ends in 1970. */
const TRIAL = { name: "varco", value: "", expirationDate: 1 };

/**
 * The site to which the cookies of a page at this address belong, where Firefox keeps sites apart
 * (`privacy.firstparty.isolate`); else null. Ask only where the extension has access.
 */
export async function isolatedSite(url: string, store: CookieStore): Promise<string | null> {
  return (await isolatesSites(url)) ? siteOf(url, store) : null;
}

/** A Firefox that keeps sites apart refuses questions that name none. */
function isolatesSites(url: string): Promise<boolean> {
  if (isChromium) return Promise.resolve(false);
  return isRefused(browser.cookies.getAll({ url, name: TRIAL.name }));
}

/**
 * The registrable domain, without the public suffix list: Firefox lets a page set cookies for that domain, and for none
 * above it. A host without such a domain is its own site.
 */
async function siteOf(url: string, store: CookieStore): Promise<string> {
  const { hostname } = new URL(url);
  const labels = hostname.split(".");
  for (let count = 1; count < labels.length; count += 1) {
    const domain = labels.slice(-count).join(".");
    const setting = browser.cookies.set({ url, ...store, ...TRIAL, domain, firstPartyDomain: domain });
    if (!(await isRefused(setting))) return domain;
  }
  return hostname;
}

function isRefused(asked: Promise<unknown>): Promise<boolean> {
  return asked.then(
    () => false,
    () => true,
  );
}
