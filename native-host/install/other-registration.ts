import { existsSync } from "node:fs";
import * as v from "valibot";
import { readText } from "./files";
import type { Places } from "./places";

const manifest = v.object({ path: v.string() });

/**
 * The program that browsers start by a registration in these places: that of the first manifest that a browser could
 * read and whose program is there. null: there is none. Throws `install.read`.
 */
export function registeredProgram({ browsers }: Places): string | null {
  for (const path of new Set(browsers.flatMap(({ hostManifests }) => hostManifests))) {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), readText(path, "utf8"));
    if (read.success && existsSync(read.output.path)) return read.output.path;
  }
  return null;
}
