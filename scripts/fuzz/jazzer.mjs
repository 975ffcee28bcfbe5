import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "../prepare.mjs";
import { makeWineRoot } from "../roots/trixie-wine.mjs";
import { step } from "../step.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
/** The oldest C library that the fuzzer runs with. */
const GLIBC = [2, 38];
const DEBIAN = join(ROOT, ".cache/roots/trixie-wine/usr/lib/x86_64-linux-gnu");

/**
 * Installs Jazzer.js into that folder, in the versions of scripts/fuzz/package-lock.json. It is none of the project's
 * packages: it brings 30 MB and a hundred others, for nothing else. Returns how to start it.
 */
export function jazzer(folder) {
  const home = join(folder, "jazzer");
  const [lock, installed] = [join(HERE, "package-lock.json"), join(home, "package-lock.json")];
  const core = join(home, "node_modules/@jazzer.js/core/dist/cli.js");
  if (!existsSync(core) || readFileSync(lock, "utf8") !== readFileSync(installed, "utf8")) {
    mkdirSync(home, { recursive: true });
    for (const name of ["package.json", "package-lock.json"]) cpSync(join(HERE, name), join(home, name));
    // The add-on is in its package, built.
    step("npm", ["ci", "--prefix", home, "--ignore-scripts", "--no-audit", "--no-fund"]);
  }
  return hasNewLibraries()
    ? { command: process.execPath, args: [core] }
    : { command: nodeOfDebian(folder), args: [core] };
}

function hasNewLibraries() {
  const [major, minor] = String(process.report.getReport().header.glibcVersionRuntime).split(".").map(Number);
  return major > GLIBC[0] || (major === GLIBC[0] && minor >= GLIBC[1]);
}

/** A script that runs this Node with the libraries of the Debian 13 of the stage `windows`. */
function nodeOfDebian(folder) {
  makeWineRoot();
  const script = join(folder, "node");
  const start = [join(DEBIAN, "ld-linux-x86-64.so.2"), "--library-path", DEBIAN, process.execPath];
  writeFileSync(script, `#!/bin/sh\nexec ${start.map((word) => `'${word}'`).join(" ")} "$@"\n`);
  chmodSync(script, 0o755);
  return script;
}
