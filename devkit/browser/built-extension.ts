import { fileURLToPath } from "node:url";
import type { BrowserName } from "./browsers";

/** Folder of the built extension. */
export function builtExtension(browser: BrowserName): string {
  return fileURLToPath(new URL(`../../dist/extension/${browser}`, import.meta.url));
}
