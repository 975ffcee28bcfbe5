import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const CACHE = fileURLToPath(new URL("../../.cache/firefox-profiles", import.meta.url));
/** Changes with every version. */
const BUILD = "/usr/lib/firefox-esr/application.ini";
/** Of each profile alone: what it trusts, who uses it, and what its driver sets. */
const OWN = ["cert9.db", "key4.db", "pkcs11.txt", "lock", ".parentlock", "user.js", "cache2"];

/**
 * Gives a new profile what Firefox keeps from an earlier start: compiled scripts, empty databases. A start then costs
 * two thirds. `make` starts Firefox once, without extension, and resolves with the profile when it has ended; that
 * happens once for each version of Firefox.
 */
export async function fillProfile(
  profile: string,
  make: (work: (used: string) => void) => Promise<void>,
): Promise<void> {
  if (existsSync(join(profile, "prefs.js"))) return;
  const kept = join(CACHE, String(statSync(BUILD).mtimeMs));
  if (!existsSync(kept)) await make((used) => keep(used, kept));
  copy(kept, profile);
}

/** In one step: several tests may do so at a time. The first one wins. */
function keep(used: string, kept: string): void {
  mkdirSync(CACHE, { recursive: true });
  const fresh = mkdtempSync(join(CACHE, "new-"));
  copy(used, fresh);
  try {
    renameSync(fresh, kept);
  } catch (thrown) {
    rmSync(fresh, { recursive: true });
    if (!existsSync(kept)) throw thrown;
  }
}

/** What the profile has already stays. */
function copy(from: string, to: string): void {
  cpSync(from, to, { recursive: true, force: false, filter: (path) => !OWN.includes(basename(path)) });
}
