import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { installNpmPackages } from "./npm-packages.mjs";
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

/**
 * From 20.19 on, as package.json says; of the 22s from 22.13 on, as the tools want (jsdom, ESLint). Node 21 is too old.
 */
function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19)) return;
  console.error(
    `Varco needs Node 20.19 or newer (of the 22s: 22.13 or newer). This is Node ${process.versions.node}, ${process.execPath}.`,
  );
  process.exit(1);
}
