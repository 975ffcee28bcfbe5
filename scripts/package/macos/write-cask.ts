// Prints Homebrew's description of a release, after its packages were signed: a signature changes their sums.
//
//   node --import ./devkit/typescript.mjs scripts/package/macos/write-cask.ts > varco.rb
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { thisRelease } from "../release";
import { cask } from "./cask";
import { packageFile, type Processor } from "./names";

const sum = (processor: Processor) =>
  createHash("sha256")
    .update(readFileSync(packageFile(processor, "pkg")))
    .digest("hex");
process.stdout.write(cask(thisRelease().version, { arm64: sum("arm64"), x64: sum("x64") }));
