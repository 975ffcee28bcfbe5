import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { installNpmPackages } from "./npm-packages.mjs";
import { satisfies } from "./satisfies.mjs";
import { installSystemPackages } from "./system-packages.mjs";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/**
 * Puts in place what a command needs: Node, system packages for these uses (see packages.mjs), npm packages, the build.
 * Does only what is missing, and says so on standard error. Exits with 1 where it may not, or fails.
 */
export function prepare(uses) {
  install(uses);
  build(ROOT);
}

/** The same without the build. */
export function install(uses) {
  requireNode();
  // Debian keeps pcscd and nginx where only root's PATH looks.
  process.env.PATH = `${process.env.PATH}:/usr/sbin`;
  installSystemPackages(uses);
  installNpmPackages(ROOT, uses);
}

/** The versions that package.json names: newer tools (jsdom, ESLint) run on no others. */
function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  if (satisfies(process.versions.node, engines.node)) return;
  console.error(`Varco needs Node ${engines.node}. This is Node ${process.versions.node}, ${process.execPath}.`);
  process.exit(1);
}
