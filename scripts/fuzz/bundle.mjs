import { buildSync } from "esbuild";
import { join } from "node:path";
import { ROOT } from "../prepare.mjs";

/** Add-ons, and what only makes the test's own certificates. */
const OUTSIDE = ["koffi", "pcsclite", "@peculiar/x509", "reflect-metadata"];

/**
 * Makes one program of a target, in that folder. The fuzzer sees which of its code an input reaches, also in the
 * libraries that read for us. Returns the path.
 */
export function bundle(name, folder) {
  const outfile = join(folder, `${name}.cjs`);
  buildSync({
    entryPoints: [join(ROOT, "test/unit/fuzz/targets", `${name}.ts`)],
    bundle: true,
    external: OUTSIDE,
    platform: "node",
    format: "cjs",
    target: "node20",
    keepNames: true,
    logLevel: "warning",
    outfile,
  });
  return outfile;
}
