import browser from 'webextension-polyfill';

/** The permission for one portal, given by its origin. Match patterns know no port: it holds for every port of the host. */
export function siteAccess(origin: string): { origins: string[] } {
  return { origins: [`https://${new URL(origin).hostname}/*`] };
}

/** Whether the person has allowed Varco to reach this portal. */
export function hasSiteAccess(origin: string): Promise<boolean> {
  return browser.permissions.contains(siteAccess(origin));
}
