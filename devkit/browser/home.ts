import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { userPlaces } from "../../native-host/install/places";
import { findProxy } from "../../native-host/install/proxy";
import { register, supportedPlatform } from "../../native-host/install/register";
import type { StartCommand } from "../../native-host/install/start-script";
import { endProgramsOf } from "./programs-of-home";

/**
 * A throw-away home folder: own browser profiles, own trust, own registration of the host. Nothing of the person is
 * touched.
 */
export interface ThrowAwayHome {
  readonly path: string;
  /** Profile folder for Firefox, with the same trust. */
  readonly firefoxProfile: string;
  readonly chromiumProfile: string;
  /** Environment for programs that are to live in it. */
  readonly env: Readonly<Record<string, string>>;
  /** Deletes it. */
  readonly remove: () => void;
}

export interface HomeOptions {
  /**
   * Registers the PKCS#11 module too, and hides those of the system. p11-kit sees it only for programs that do not run
   * as root.
   */
  readonly module?: boolean;
}

/**
 * Makes one in which browsers trust the given authorities (PEM) and find the host; its command may name files in the
 * home.
 */
export function makeHome(
  authorities: readonly string[],
  host: (home: string) => StartCommand,
  { module = false }: HomeOptions = {},
): ThrowAwayHome {
  const path = mkdtempSync(join(tmpdir(), "varco-home-"));
  const folders = { home: path, config: join(path, ".config"), data: join(path, ".local/share") };
  const firefoxProfile = join(path, "firefox-profile");
  const chromiumProfile = join(folders.config, "chromium");
  // The locks on cards are in there: hosts of this home and those of the person do not wait for each other.
  const runtime = join(path, ".runtime");
  mkdirSync(runtime, { mode: 0o700 });
  // Chromium takes authorities from the user's NSS database, Firefox from the one in its profile.
  for (const database of [join(path, ".pki/nssdb"), firefoxProfile]) trust(database, path, authorities);
  // With a profile folder of its own, Chromium looks for the host's manifest in there; it is the default folder here.
  const proxy = module ? findProxy("/") : null;
  if (module && proxy === null) throw new Error("The system has no p11-kit.");
  const parts = module ? (["host", "module"] as const) : (["host"] as const);
  if (module) onlyModulesOf(folders.config);
  register({
    places: userPlaces(supportedPlatform(), folders),
    browsers: ["chromium", "firefox"],
    command: host(path),
    parts,
    proxy,
    root: "/",
  });
  return {
    path,
    firefoxProfile,
    chromiumProfile,
    env: {
      ...inherited(),
      HOME: path,
      XDG_CONFIG_HOME: folders.config,
      XDG_DATA_HOME: folders.data,
      XDG_CACHE_HOME: join(path, ".cache"),
      XDG_RUNTIME_DIR: runtime,
    },
    remove: () => {
      endProgramsOf(path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}

/** p11-kit then reads the module files of this home, and none of the system. Source: pkcs11.conf(5). */
function onlyModulesOf(config: string): void {
  const folder = join(config, "pkcs11");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pkcs11.conf"), "user-config: only\n");
}

function trust(database: string, folder: string, authorities: readonly string[]): void {
  mkdirSync(database, { recursive: true });
  const certutil = (...args: string[]) => execFileSync("certutil", args, { stdio: ["ignore", "ignore", "inherit"] });
  certutil("-N", "-d", `sql:${database}`, "--empty-password");
  authorities.forEach((pem, index) => {
    const file = join(folder, `authority-${index}.pem`);
    writeFileSync(file, pem);
    certutil("-A", "-d", `sql:${database}`, "-n", `Varco test authority ${index}`, "-t", "C,,", "-i", file);
  });
}

function inherited(): Record<string, string> {
  const entries: [string, string][] = [];
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) entries.push([name, value]);
  return Object.fromEntries(entries);
}
