// Packs a release: `npm run package [-- SYSTEM… KIND…]`, for example `npm run package -- linux-x64 tree`.
//
// SYSTEM: linux-x64, linux-arm64, win-x64, darwin-arm64, darwin-x64 (scripts/package/systems.ts); all if none is named.
// KIND: what KINDS below lists; all if none is named. `repository` makes the apt and rpm repositories of the packages
// that are in dist/package. The results are in dist/package/. Whatever a kind needs, it makes:
// `deb` builds the tree first.
//
// `tree` is the program that all other kinds hold: the folder dist/package/<system>/varco, which runs wherever it is
// put. scripts/package/tree.ts says what is in there.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PACKAGES_FOLDER } from "./folders";
import { buildDeb } from "./linux/deb";
import { buildRpm } from "./linux/rpm";
import { packagesIn, writeAptRepository, writeRpmRepository } from "./linux/repositories";
import { buildFlatPackage } from "./macos/flat-package";
import { packageFile, processorOf, type Processor } from "./macos/names";
import { buildZip } from "./macos/zip";
import { ABOUT, thisRelease } from "./release";
import { SYSTEMS, type LinuxNames, type PackedSystem } from "./systems";
import { buildTree } from "./tree";
import { buildMsi } from "./windows/msi";
import { writeWinget } from "./windows/winget";

/** Something to be built for one system. */
interface Kind {
  readonly name: string;
  /** Whether there is such a thing for the system. */
  readonly fits: (system: PackedSystem) => boolean;
  /** Builds it from the system's tree and returns what was made. */
  readonly build: (system: PackedSystem, tree: string) => string;
}

const release = thisRelease();

/** A package of one Linux family. */
function linuxKind(
  name: string,
  build: (tree: string, names: LinuxNames, from: typeof release, folder: string) => string,
): Kind {
  return {
    name,
    fits: ({ linux }) => linux !== null,
    build: ({ linux, name: system }, tree) => {
      if (linux === null) throw new Error(`${system} is no Linux`);
      return build(tree, linux, release, join(PACKAGES_FOLDER, system));
    },
  };
}

/** A package for macOS. */
function macosKind(name: "pkg" | "zip", build: (tree: string, processor: Processor, file: string) => void): Kind {
  return {
    name,
    fits: (system) => processorOf(system) !== null,
    build: (system, tree) => {
      const processor = processorOf(system);
      if (processor === null) throw new Error(`${system.name} is not macOS`);
      const file = packageFile(processor, name);
      build(tree, processor, file);
      return file;
    },
  };
}

const KINDS: readonly Kind[] = [
  { name: "tree", fits: () => true, build: (_system, tree) => tree },
  linuxKind("deb", buildDeb),
  linuxKind("rpm", buildRpm),
  {
    name: "msi",
    fits: ({ start }) => start === "launcher",
    build: ({ name }, tree) => {
      const msi = buildMsi(tree, release, join(PACKAGES_FOLDER, name));
      writeWinget(msi, release, `${ABOUT.homepage}/download`);
      return msi;
    },
  },
  macosKind("pkg", (tree, processor, file) => buildFlatPackage(tree, processor, release.time, file)),
  macosKind("zip", (tree, _processor, file) => buildZip(tree, release.time, file)),
];

/**
 * Something made of packages that are there already, and only when it is named: the repositories of all Debian and rpm
 * packages, in dist/package/apt and dist/package/rpm.
 */
const REPOSITORY = "repository";

function writeRepositories(): void {
  const linux = SYSTEMS.flatMap(({ name, linux: names }) =>
    names === null ? [] : [{ folder: join(PACKAGES_FOLDER, name), names }],
  ).filter(({ folder }) => existsSync(folder));
  const debs = linux.flatMap(({ folder, names }) =>
    packagesIn(folder, ".deb").map((file) => ({ file, architecture: names.deb })),
  );
  writeAptRepository(join(PACKAGES_FOLDER, "apt"), debs, release);
  const rpms = linux.flatMap(({ folder }) => packagesIn(folder, ".rpm"));
  writeRpmRepository(join(PACKAGES_FOLDER, "rpm"), rpms, release);
}

function chosen<T extends { readonly name: string }>(all: readonly T[], asked: readonly string[]): readonly T[] {
  const named = all.filter(({ name }) => asked.includes(name));
  return named.length === 0 ? all : named;
}

const asked = process.argv.slice(2);
const known = [...[...SYSTEMS, ...KINDS].map(({ name }) => name), REPOSITORY];
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`Unknown: ${unknown.join(", ")}. There are: ${known.join(", ")}`);
  process.exit(2);
}
const onlyRepository = asked.length > 0 && asked.every((name) => name === REPOSITORY);
for (const system of onlyRepository ? [] : chosen(SYSTEMS, asked)) {
  const kinds = chosen(KINDS, asked).filter(({ fits }) => fits(system));
  if (kinds.length === 0) continue;
  const tree = buildTree(system);
  for (const { build } of kinds) console.log(build(system, tree));
}
if (asked.includes(REPOSITORY)) writeRepositories();
