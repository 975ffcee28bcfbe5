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
