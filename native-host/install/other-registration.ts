import { existsSync } from "node:fs";
import { join } from "node:path";
import { manifestPath } from "./manifest-path";
import type { Places } from "./places";

/**
 * The program that browsers start by a registration in these places: that of the first manifest that a browser could
 * read and whose program is there. `root`: folder of the system's files. null: there is none. Throws `install.read`.
 */
export function registeredProgram({ browsers }: Places, root: string): string | null {
  for (const path of new Set(browsers.flatMap(({ hostManifests }) => hostManifests))) {
    const program = manifestPath(path);
    if (program !== null && [program, join(root, program)].some((file) => existsSync(file))) return program;
  }
  return null;
}
