import { createHash } from "node:crypto";
import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { BROWSERS } from "../../../native-host/install/browsers";
import type { Release } from "../release";
import { run } from "../run";
import { filesIn } from "../tree";
import { stableGuid } from "./stable-guid";
import { stampSummary } from "./summary";
import { installationSource } from "./wxs";

/** The name of the package's file. */
export function msiName(version: string): string {
  return `varco-${version}-win-x64.msi`;
}

/**
 * Builds the package of one person's installation (`varco-<version>-win-x64.msi` in `folder`) and returns its path. The same
 * tree and release give the same bytes. Throws `Error`.
 */
export function buildMsi(tree: string, { version, time }: Release, folder: string): string {
  const to = join(folder, msiName(version));
  const files = filesIn(tree);
  const source = installationSource({
    tree: basename(tree),
    files,
    browsers: BROWSERS,
    content: hashOf(tree, files),
    version,
  });
  for (const file of files) utimesSync(join(tree, file), time, time);
  // wixl looks for the files from the folder of the source.
  writeFileSync(`${tree}.wxs`, source);
  run("wixl", ["-a", "x64", "-o", to, `${basename(tree)}.wxs`], { cwd: dirname(tree), env: { TZ: "UTC" } });
  const msi = readFileSync(to);
  stampSummary(msi, { code: stableGuid(`package ${source}`), time: time * 1000 });
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
