import type { Browser, Engine } from "./browser";
import { CHROMIUM_BROWSERS } from "./browsers-chromium";
import { FIREFOX_BROWSERS } from "./browsers-firefox";

export type { Browser, Engine, FolderPlatform, ManifestFolders, ModuleLoading, Platform, UserFolder } from "./browser";

/** The browsers that Varco registers itself with. */
export const BROWSERS: readonly Browser[] = [...CHROMIUM_BROWSERS, ...FIREFOX_BROWSERS];

/** Whether browsers of that engine load the module by themselves when they start. */
export function loadsModuleAtStart(engine: Engine, browsers = BROWSERS): boolean {
  return browsers.some((browser) => browser.engine === engine && browser.module?.by === "nss-database");
}
