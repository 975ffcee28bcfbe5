import browser, { type Permissions } from "webextension-polyfill";
import type { ProxySettings } from "../../shared/messages";
import { readProxySettings } from "./proxy-settings";

const PERMISSION: Permissions.Permissions = { permissions: ["proxy"] };

/** Whether this browser has proxy settings of its own, which the person has not yet let the extension read. */
export async function mayAskForProxy(): Promise<boolean> {
  return hasOwnProxy() && !(await browser.permissions.contains(PERMISSION));
}

/** Asks the person whether the extension may read them; only while the browser handles a click. */
export function askForProxy(): Promise<boolean> {
  return browser.permissions.request(PERMISSION);
}

/** The browser's own proxy settings, if the person lets the extension read them; null: those of the computer count. */
export async function browserProxy(): Promise<ProxySettings | null> {
  if (!hasOwnProxy() || !(await browser.permissions.contains(PERMISSION))) return null;
  const { value }: { value: unknown } = await browser.proxy.settings.get({});
  return readProxySettings(value);
}

/** Only Firefox has such settings. Its manifest then has the permission for them. */
function hasOwnProxy(): boolean {
  return browser.runtime.getManifest().optional_permissions?.includes("proxy") ?? false;
}
