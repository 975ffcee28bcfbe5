import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { PACKAGES } from "./packages.mjs";
import { attempt, step } from "./step.mjs";
import { thisSystem } from "./systems.mjs";

const INSTALL = ["apt-get", "install", "--no-install-recommends"];
/** Waits for another apt, shows no bars, asks nothing. */
const QUIETLY = ["-y", "-q", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"];

/**
 * Installs what is missing for these uses, as root or with sudo that asks for no password; else prints the line and
 * exits with 1.
 */
export function installSystemPackages(uses) {
  const missing = PACKAGES.filter(
    (entry) => entry.for.some((use) => uses.includes(use)) && !existsSync(entry.proof),
  ).map((entry) => entry.package);
  if (missing.length === 0) return;
  const system = thisSystem();
  // Elsewhere a build may do without; npm-packages.mjs tells what is missing then.
  if (!system.debian && uses.every((use) => use === "build")) return;
  const prefix = aptPrefix();
  if (!prefix || !system.debian) {
    console.error(`Some programs are missing. ${advice(missing, system)}`);
    process.exit(1);
  }
  console.error(`Installing from Debian: ${missing.join(" ")}`);
  const [command, ...args] = [...prefix, "env", "DEBIAN_FRONTEND=noninteractive"];
  // An unreachable source matters only if it holds a missing package. The installation then fails.
  attempt(command, [...args, "apt-get", "update", "-q"]);
  step(command, [...args, ...INSTALL, ...QUIETLY, ...missing]);
  const left = PACKAGES.filter((entry) => missing.includes(entry.package) && !existsSync(entry.proof));
  if (left.length === 0) return;
  console.error(`Installed, but missing: ${left.map(({ package: name, proof }) => `${proof} (${name})`).join(", ")}`);
  process.exit(1);
}

/** How apt may be called: directly by root, by sudo without a password, or not at all (null). */
function aptPrefix() {
  if (!existsSync("/usr/bin/apt-get")) return null;
  if (process.getuid?.() === 0) return [];
  const { status } = spawnSync("sudo", ["-n", "true"], { stdio: "ignore" });
  return status === 0 ? ["sudo", "-n"] : null;
}

function advice(missing, { name, debian, install }) {
  if (!debian) {
    const first = install === null ? "" : ` For a build and a card reader: ${install}`;
    return `On ${name} install the programs that Debian calls ${missing.join(", ")}, then run this again.${first}`;
  }
  const line = `'apt-get update && ${[...INSTALL, ...missing].join(" ")}'`;
  const asRoot = existsSync("/usr/bin/sudo") ? "sudo sh -c" : "su - -c";
  return `Install them with this line, then run this again:\n\n  ${asRoot} ${line}\n`;
}
