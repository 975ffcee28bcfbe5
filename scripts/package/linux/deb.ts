import { createHash } from "node:crypto";
import { lstatSync, lutimesSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ABOUT, type Release } from "../release";
import { run } from "../run";
import type { LinuxNames } from "../systems";
import { DEBIAN } from "./families";
import { entriesIn, makeRoot } from "./root";

/**
 * Builds the Debian package from the program's tree into `folder` and returns its path.
 *
 * It has no maintainer scripts: Debian's own triggers take care of manuals, icons and menus. Its files in /etc are no
 * conffiles: nobody edits a native-messaging manifest, and `apt remove` has to leave nothing behind.
 */
export function buildDeb(tree: string, names: LinuxNames, release: Release, folder: string): string {
  const root = join(folder, `root-${names.deb}`);
  const file = join(folder, `varco_${release.version}_${names.deb}.deb`);
  makeRoot(root, tree, DEBIAN, names, release);
  const control = join(root, "DEBIAN");
  const files = entriesIn(root).filter(({ folder: isFolder }) => !isFolder);
  const size = files.reduce((sum, { path }) => sum + statSync(join(root, path)).size, 0);
  mkdirSync(control);
  writeFileSync(join(control, "control"), controlFile(names, release, Math.ceil(size / 1024)));
  writeFileSync(join(control, "md5sums"), sumsOf(root, files));
  const written = [join(control, "control"), join(control, "md5sums"), control, root];
  for (const path of written) lutimesSync(path, release.time, release.time);
  // zstd takes a second where xz, dpkg's default, takes a minute. One thread: more of them give other bytes.
  run("dpkg-deb", ["--root-owner-group", "-Zzstd", "-z6", "--threads-max=1", "--build", root, file], {
    env: { SOURCE_DATE_EPOCH: String(release.time) },
  });
  rmSync(root, { recursive: true });
  return file;
}

/** What `dpkg --verify` compares the installed files with (deb-md5sums(5)). */
function sumsOf(root: string, files: readonly { readonly path: string }[]): string {
  return files
    .filter(({ path }) => lstatSync(join(root, path)).isFile())
    .map(({ path }) => `${md5(readFileSync(join(root, path)))}  ${path.slice(1)}\n`)
    .toReversed()
    .join("");
}

function md5(bytes: Buffer): string {
  return createHash("md5").update(bytes).digest("hex");
}

/** Debian Policy §5.3. */
function controlFile({ deb }: LinuxNames, { version }: Release, kilobytes: number): string {
  return `Package: varco
Version: ${version}
Architecture: ${deb}
Maintainer: ${ABOUT.maintainer}
Installed-Size: ${kilobytes}
Depends: ${DEBIAN.needs.join(", ")}
Recommends: xdg-utils
Section: web
Priority: optional
Homepage: ${ABOUT.homepage}
Description: ${ABOUT.summary}
${ABOUT.description.map((line) => ` ${line}\n`).join("")}`;
}
