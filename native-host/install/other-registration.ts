import { existsSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { readText } from "./files";
import type { Places } from "./places";

const manifest = v.object({ path: v.string() });

/**
 * The program that browsers start by a registration in these places: that of the first manifest that a browser could
 * read and whose program is there. `root`: folder of the system's files. null: there is none. Throws `install.read`.
 */
export function registeredProgram({ browsers }: Places, root: string): string | null {
  for (const path of new Set(browsers.flatMap(({ hostManifests }) => hostManifests))) {
    const read = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), readText(path, "utf8"));
    if (read.success && [read.output.path, join(root, read.output.path)].some((program) => existsSync(program)))
      return read.output.path;
  }
  return null;
}
