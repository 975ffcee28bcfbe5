import { existsSync } from "node:fs";
import { join } from "node:path";
import { HOST_NAME } from "../../shared/identity";

/** Files that Firefox keeps in each profile, and Chromium in none. */
const FIREFOX_FILES = ["prefs.js", "times.json", "compatibility.ini"];

/**
 * The manifest of a folder that is given to Chromium or a relative as `--user-data-dir`. Source: Chromium,
 * chrome/common/chrome_paths.cc, `DIR_USER_NATIVE_MESSAGING`.
 */
export function profileManifest(folder: string): string {
  return join(folder, "NativeMessagingHosts", `${HOST_NAME}.json`);
}

/** Whether the folder is a profile of Firefox, which finds the host in the person's own folders whatever its profile. */
export function isFirefoxProfile(folder: string): boolean {
  return FIREFOX_FILES.some((name) => existsSync(join(folder, name)));
}
