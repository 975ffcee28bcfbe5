import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildDeb } from "../../scripts/package/linux/deb";
import { buildRpm } from "../../scripts/package/linux/rpm";
import { SYSTEMS, type LinuxNames } from "../../scripts/package/systems";
import { buildTree } from "../../scripts/package/tree";
import { VARCO_VERSION } from "../../shared/identity";

/** The next version: nothing of it is new but its number. */
export const NEXT_VERSION = `${VARCO_VERSION}.1`;
const TIME = 1_750_000_000;

let shared: BuiltPackages | null = null;

/** The packages that all tests of this process share, and that go with it: building them takes longer than most tests. */
export function builtPackages(): BuiltPackages {
  if (shared !== null) return shared;
  const built = new BuiltPackages();
  process.once("exit", () => built.remove());
  return (shared = built);
}

/** Packages for the system that runs the tests, in a folder of their own. Each is built when it is first asked for. */
export class BuiltPackages {
  readonly folder = mkdtempSync(join(tmpdir(), "varco-packages-"));
  readonly names: LinuxNames;
  readonly #tree: string;
  #deb: string | null = null;
  #nextDeb: string | null = null;

  constructor() {
    const system = SYSTEMS.find(({ linux, name }) => linux !== null && name.endsWith(process.arch));
    if (!system?.linux) throw new Error(`there are no packages for ${process.arch}`);
    this.names = system.linux;
    this.#tree = buildTree(system, join(this.folder, "varco"));
  }

  deb(): string {
    return (this.#deb ??= this.buildDeb(this.folder));
  }

  /** Builds it into another folder. */
  buildDeb(folder: string): string {
    return buildDeb(this.#tree, this.names, { version: VARCO_VERSION, time: TIME }, folder);
  }

  rpm(folder = this.folder): string {
    return buildRpm(this.#tree, this.names, { version: VARCO_VERSION, time: TIME }, folder);
  }

  /** The Debian package of the next version. */
  nextDeb(): string {
    return (this.#nextDeb ??= this.#buildNextDeb());
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  #buildNextDeb(): string {
    const tree = join(this.folder, "next");
    cpSync(this.#tree, tree, { recursive: true });
    const main = join(tree, "host/main.cjs");
    writeFileSync(main, readFileSync(main, "utf8").replaceAll(`"${VARCO_VERSION}"`, `"${NEXT_VERSION}"`));
    const file = buildDeb(tree, this.names, { version: NEXT_VERSION, time: TIME }, this.folder);
    rmSync(tree, { recursive: true });
    return file;
  }
}
