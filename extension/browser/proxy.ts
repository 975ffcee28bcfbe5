import browser, { type Permissions } from "webextension-polyfill";
import type { ProxySettings } from "../../shared/messages";
import { readProxySettings } from "./proxy-settings";

const PERMISSION: Permissions.Permissions = { permissions: ["proxy"] };

/** Whether the person lets the extension read the browser's own proxy settings; null: the browser has none. */
export async function mayReadProxy(): Promise<boolean | null> {
  return hasOwnProxy() ? browser.permissions.contains(PERMISSION) : null;
}

/** Asks the person whether the extension may read them; only while the browser handles a click. */
export function askForProxy(): Promise<boolean> {
  return browser.permissions.request(PERMISSION);
}

/** The browser's own proxy settings, if the person lets the extension read them; null: those of the computer count. */
export async function browserProxy(): Promise<ProxySettings | null> {
  if (!(await mayReadProxy())) return null;
  const { value }: { value: unknown } = await browser.proxy.settings.get({});
  return readProxySettings(value);
}

/** Only Firefox has such settings. Its manifest then has the permission for them. */
function hasOwnProxy(): boolean {
  return browser.runtime.getManifest().optional_permissions?.includes("proxy") ?? false;
}
