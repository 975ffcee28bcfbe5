import browser, { type Permissions } from "webextension-polyfill";
import { MODULE_NAME } from "../../shared/identity";
import type { ModuleLoader } from "../background/contracts";

const PERMISSION: Permissions.Permissions = { permissions: ["pkcs11"] };

/** Firefox: an extension loads it, if the person allows it. */
const BY_EXTENSION: ModuleLoader = {
  allowed: () => browser.permissions.contains(PERMISSION),
  loaded: () => browser.pkcs11.isModuleInstalled(MODULE_NAME),
  load: () => browser.pkcs11.installModule(MODULE_NAME),
  unload: async () => {
    if (await browser.pkcs11.isModuleInstalled(MODULE_NAME)) await browser.pkcs11.uninstallModule(MODULE_NAME);
    await browser.permissions.remove(PERMISSION);
  },
};

/** Chromium on Linux: what is in the NSS database, it loads by itself when it starts. */
const BY_BROWSER: ModuleLoader = {
  allowed: async () => null,
  loaded: async () => true,
  load: async () => undefined,
  unload: null,
};

/** Whether extensions of this browser load modules themselves: then the manifest has the permission for it. */
export function extensionsLoadModules(): boolean {
  return browser.runtime.getManifest().optional_permissions?.includes("pkcs11") ?? false;
}

/** The way of this browser. */
export function moduleLoader(): ModuleLoader {
  return extensionsLoadModules() ? BY_EXTENSION : BY_BROWSER;
}

/** Asks the person whether the extension may load the module; only while the browser handles a click. */
export function askForModule(): Promise<boolean> {
  return extensionsLoadModules() ? browser.permissions.request(PERMISSION) : Promise.resolve(true);
}
