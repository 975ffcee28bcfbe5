import browser from "webextension-polyfill";
import { sitePattern } from "./site-pattern";

/** The permission for one portal, given by its origin. */
export function siteAccess(origin: string): { origins: string[] } {
  return { origins: [sitePattern(new URL(origin).hostname)] };
}

/** Whether the person has allowed Varco to reach this portal. */
export function hasSiteAccess(origin: string): Promise<boolean> {
  return browser.permissions.contains(siteAccess(origin));
}

/** The match patterns of all sites that the person has let Varco reach, sorted. */
export async function grantedSites(): Promise<readonly string[]> {
  const { origins = [] } = await browser.permissions.getAll();
  return [...origins].sort();
}

/** Takes the access to the sites of a match pattern back. The browser asks again at the next login there. */
export async function takeBackSite(pattern: string): Promise<void> {
  await browser.permissions.remove({ origins: [pattern] });
}

/**
 * Calls back whenever access is given or taken back, here or in the browser's own settings. Returns what ends the
 * calls.
 */
export function onAccessChange(listener: () => void): () => void {
  const events = [browser.permissions.onAdded, browser.permissions.onRemoved];
  for (const event of events) event.addListener(listener);
  return () => {
    for (const event of events) event.removeListener(listener);
  };
}
