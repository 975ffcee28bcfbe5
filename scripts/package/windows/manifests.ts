import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Engine } from "../../../native-host/install/browsers";
import { hostManifest } from "../../../native-host/install/manifest";
import { HOST_NAME } from "../../../shared/identity";

/** What browsers start. */
export const LAUNCHER = "varco-host.exe";

/** The file with the native-messaging manifest for browsers of that engine. */
export function manifestName(engine: Engine): string {
  return `${HOST_NAME}.${engine}.json`;
}

/**
 * Writes the native-messaging manifests of both engines beside the launcher. On Windows the program's path may be
 * relative to the manifest (MDN "Native manifests"; developer.chrome.com "Native messaging").
 */
export function writeManifests(folder: string): void {
  for (const engine of ["chromium", "firefox"] as const)
    writeFileSync(join(folder, manifestName(engine)), hostManifest(engine, LAUNCHER));
}
