import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostManifest } from "../../../native-host/install/manifest";
import { LAUNCHER, manifestName } from "../../../native-host/install/windows/places";

/**
 * Writes the native-messaging manifests of both engines beside the launcher. On Windows the program's path may be
 * relative to the manifest (MDN "Native manifests"; developer.chrome.com "Native messaging").
 */
export function writeManifests(folder: string): void {
  for (const engine of ["chromium", "firefox"] as const)
    writeFileSync(join(folder, manifestName(engine)), hostManifest(engine, LAUNCHER));
}
