import { join } from "node:path";
import { VARCO_VERSION } from "../../../shared/identity";
import { PACKAGES_FOLDER } from "../folders";
import type { PackedSystem } from "../systems";

/** A processor of Macs, as Node calls it. */
export type Processor = "arm64" | "x64";

const PROCESSORS: ReadonlyMap<string, Processor> = new Map([
  ["darwin-arm64", "arm64"],
  ["darwin-x64", "x64"],
]);

/** The processor of a Mac; null: the system is another one. */
export function processorOf({ name }: Pick<PackedSystem, "name">): Processor | null {
  return PROCESSORS.get(name) ?? null;
}

/** Where a package for macOS is written: `dist/package/varco-0.1.0-macos-arm64.pkg`. */
export function packageFile(processor: Processor, ending: "pkg" | "zip"): string {
  return join(PACKAGES_FOLDER, packageName(VARCO_VERSION, processor, ending));
}

/** What it is called. */
export function packageName(version: string, processor: string, ending: "pkg" | "zip" = "pkg"): string {
  return `varco-${version}-macos-${processor}.${ending}`;
}
