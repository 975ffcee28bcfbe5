import { execFileSync } from "node:child_process";
import { packedFiles } from "./packed-file";

/** Bytes: more than any program of ours has. */
const MOST_BYTES = 1024 ** 3;

/**
 * Packs what is in a folder as an installer's payload: cpio of POSIX.1-1988, compressed. Everything belongs to root. The
 * same files give the same bytes.
 */
export function payload(folder: string, file: string): void {
  const names = packedFiles(folder).map(({ path }) => path);
  bsdtar(["--format=odc", "--gzip", "--options=gzip:!timestamp", "-f", file], folder, names);
}

/**
 * Packs what is in a folder as a zip file, with its times those of Greenwich. Permissions stay. The way through tar drops
 * when a file was read and changed, which a zip file of libarchive has too.
 */
export function zipFile(folder: string, file: string): void {
  const names = packedFiles(folder).flatMap(({ path }) => (path === "." ? [] : [path.slice(2)]));
  const tar = bsdtar(["--format=ustar", "-f", "-"], folder, names);
  const env = { ...process.env, TZ: "UTC" };
  execFileSync("bsdtar", ["-c", "--format=zip", "-f", file, "@-"], { input: tar, env });
}

/** Runs bsdtar (libarchive) and returns what it wrote to standard output. */
function bsdtar(options: readonly string[], folder: string, names: readonly string[]): Buffer {
  const owner = ["--uid=0", "--gid=0", "--uname=", "--gname="];
  const args = ["-c", "-C", folder, ...owner, ...options, "-n", "-T", "-"];
  return execFileSync("bsdtar", args, { input: names.join("\n"), maxBuffer: MOST_BYTES });
}
