import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** The bytes of all files of the built extension, by their names in it, with `/` between folders. */
export function builtFiles(browser: "chromium" | "firefox"): ReadonlyMap<string, Uint8Array> {
  const folder = fileURLToPath(new URL(`../../dist/extension/${browser}`, import.meta.url));
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path): [string, Buffer] => [relative(folder, path).replaceAll(sep, "/"), readFileSync(path)]),
  );
}
