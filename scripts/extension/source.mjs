// `npm run zip:source` packs the sources for the stores' reviewers: dist/varco-source.zip, from the commit that is
// checked out. docs/stores/building.md says how to build from it.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../prepare.mjs";
import { step } from "../step.mjs";

const archive = join(ROOT, "dist/varco-source.zip");
mkdirSync(join(ROOT, "dist"), { recursive: true });
step("git", ["archive", "--format=zip", "-9", `--output=${archive}`, "HEAD"], { cwd: ROOT });
console.log("dist/varco-source.zip");
