import * as v from "valibot";
import { readText } from "./files";

const manifest = v.pipe(v.string(), v.parseJson(), v.object({ path: v.string() }));

/**
 * What a manifest in this file names: the host's program, or the module's library. null: no manifest, or none that a
 * browser could read. Throws `install.read`.
 */
export function manifestPath(file: string): string | null {
  const read = v.safeParse(manifest, readText(file, "utf8"));
  return read.success ? read.output.path : null;
}
