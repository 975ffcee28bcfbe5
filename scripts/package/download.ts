import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CACHE } from "./folders";

/** An npm package of which these bytes only are taken. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** Hash of its archive, as npm writes it: `sha512-` and base64. */
  readonly integrity: string;
}

/**
 * The path of a package's archive (.tgz). npm's own client fetches it, unless an earlier run did. Whatever has another
 * hash is refused, also in the cache. Throws `Error`.
 */
export function archiveOf({ name, version, integrity }: PinnedPackage): string {
  const file = join(CACHE, `${name.replace("@", "").replace("/", "-")}-${version}.tgz`);
  if (!existsSync(file)) fetchInto(`${name}@${version}`, file);
  const found = `sha512-${createHash("sha512").update(readFileSync(file)).digest("base64")}`;
  if (found === integrity) return file;
  rmSync(file);
  throw new Error(`${name}@${version} is not what was pinned: ${found} instead of ${integrity}`);
}

function fetchInto(spec: string, file: string): void {
  const folder = `${file}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    const { status, stdout } = spawnSync("npm", ["pack", spec, "--silent", "--pack-destination", folder], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "inherit"],
    });
    if (status !== 0) throw new Error(`npm pack ${spec} failed`);
    renameSync(join(folder, stdout.trim()), file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes these files of a package's archive into a folder. Throws `Error` where one is missing. */
export function unpack(archive: string, files: readonly string[], into: string): void {
  mkdirSync(into, { recursive: true });
  const members = files.map((file) => `package/${file}`);
  const { status } = spawnSync(
    "tar",
    ["-xzf", archive, "-C", into, "--strip-components=1", "--no-same-owner", ...members],
    {
      stdio: ["ignore", "inherit", "inherit"],
    },
  );
  if (status !== 0) throw new Error(`${archive} lacks one of: ${files.join(", ")}`);
}

/** A file of a package's archive. Throws `Error` where it is missing. */
export function contentOf(archive: string, file: string): Buffer {
  return execFileSync("tar", ["-xzOf", archive, `package/${file}`], { maxBuffer: 1024 ** 3 });
}
