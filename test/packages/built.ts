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

/** Packages for the system that runs the tests, in a folder that is removed at the end. */
export class BuiltPackages {
  readonly folder = mkdtempSync(join(tmpdir(), "varco-packages-"));
  readonly names: LinuxNames;
  readonly #tree: string;

  constructor() {
    const system = SYSTEMS.find(({ linux, name }) => linux !== null && name.endsWith(process.arch));
    if (!system?.linux) throw new Error(`there are no packages for ${process.arch}`);
    this.names = system.linux;
    this.#tree = buildTree(system, join(this.folder, "varco"));
  }

  deb(folder = this.folder): string {
    return buildDeb(this.#tree, this.names, { version: VARCO_VERSION, time: TIME }, folder);
  }

  rpm(folder = this.folder): string {
    return buildRpm(this.#tree, this.names, { version: VARCO_VERSION, time: TIME }, folder);
  }

  /** The Debian package of the next version. */
  nextDeb(): string {
    const tree = join(this.folder, "next");
    cpSync(this.#tree, tree, { recursive: true });
    const main = join(tree, "host/main.cjs");
    writeFileSync(main, readFileSync(main, "utf8").replaceAll(`"${VARCO_VERSION}"`, `"${NEXT_VERSION}"`));
    const file = buildDeb(tree, this.names, { version: NEXT_VERSION, time: TIME }, this.folder);
    rmSync(tree, { recursive: true });
    return file;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
