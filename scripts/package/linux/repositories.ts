import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Release } from "../release";
import { run } from "../run";

/**
 * Writes an apt repository of these Debian packages into `folder`: `pool/` and `dists/stable/`, as sources lines expect
 * it ("deb URL stable main"). It is not signed: docs/releasing.md says how.
 */
export function writeAptRepository(
  folder: string,
  debs: readonly { readonly file: string; readonly architecture: string }[],
  { time }: Pick<Release, "time">,
): void {
  rmSync(folder, { recursive: true, force: true });
  const pool = join(folder, "pool/main");
  mkdirSync(pool, { recursive: true });
  for (const { file } of debs) copyFileSync(file, join(pool, basename(file)));
  const architectures = [...new Set(debs.map(({ architecture }) => architecture))].sort();
  for (const architecture of architectures) {
    const lists = join(folder, `dists/stable/main/binary-${architecture}`);
    mkdirSync(lists, { recursive: true });
    const scan = ["--multiversion", "--arch", architecture, "pool"];
    writeFileSync(join(lists, "Packages"), run("dpkg-scanpackages", scan, { cwd: folder }));
  }
  const fields = {
    Origin: "Varco",
    Label: "Varco",
    Suite: "stable",
    Codename: "stable",
    Date: new Date(time * 1000).toUTCString().replace("GMT", "UTC"),
    Architectures: architectures.join(" "),
    Components: "main",
  };
  const options = Object.entries(fields).flatMap(([name, value]) => [
    "-o",
    `APT::FTPArchive::Release::${name}=${value}`,
  ]);
  writeFileSync(
    join(folder, "dists/stable/Release"),
    run("apt-ftparchive", [...options, "release", "dists/stable"], { cwd: folder }),
  );
}

/** Writes an rpm repository of these packages into `folder`. It is not signed. */
export function writeRpmRepository(folder: string, rpms: readonly string[], { time }: Pick<Release, "time">): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of rpms) copyFileSync(file, join(folder, basename(file)));
  run("createrepo_c", ["--quiet", "--revision", String(time), "--set-timestamp-to-revision", folder]);
}

/** The packages with this ending in a folder, in alphabetical order. */
export function packagesIn(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));
}
