import { createHash } from "node:crypto";
import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { BROWSERS } from "../../../native-host/install/browsers";
import { VARCO_VERSION } from "../../../shared/identity";
import { PACKAGES_FOLDER } from "../folders";
import { runTool } from "../run-tool";
import type { PackedSystem } from "../systems";
import { filesIn } from "../tree";
import { stableGuid } from "./stable-guid";
import { stampSummary } from "./summary";
import { installationSource } from "./wxs";

/** The time of every file in the package, in seconds since 1970: the same files give the same bytes. */
const TIME = Date.UTC(2026, 0, 1) / 1000;

/** Builds `dist/package/varco-<version>-<system>.msi` and returns its path. Throws `Error`. */
export function buildMsi({ name }: PackedSystem, tree: string, version = VARCO_VERSION): string {
  const to = join(PACKAGES_FOLDER, `varco-${version}-${name}.msi`);
  const files = filesIn(tree);
  const source = installationSource({
    tree: basename(tree),
    files,
    browsers: BROWSERS,
    content: hashOf(tree, files),
    version,
  });
  for (const file of files) utimesSync(join(tree, file), TIME, TIME);
  // wixl looks for the files from the folder of the source.
  writeFileSync(`${tree}.wxs`, source);
  runTool("wixl", ["-a", "x64", "-o", to, `${basename(tree)}.wxs`], dirname(tree), { TZ: "UTC" });
  const msi = readFileSync(to);
  stampSummary(msi, { code: stableGuid(`package ${source}`), time: TIME * 1000 });
  writeFileSync(to, msi);
  return to;
}

function hashOf(tree: string, files: readonly string[]): string {
  const hash = createHash("sha256");
  for (const file of files) {
    const bytes = readFileSync(join(tree, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}
