import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { VarcoError } from "../../shared/errors";

/** Permissions of a new file or folder. `exact`: exactly these; else what the person's umask leaves of them. */
export interface Access {
  readonly mode: number;
  readonly exact: boolean;
}

/** Text of a file, in UTF-8 or with one byte for each character; null: there is no file. Throws `install.read`. */
export function readText(path: string, encoding: "utf8" | "latin1"): string | null {
  try {
    return readFileSync(path, encoding);
  } catch (thrown) {
    if (reasonOf(thrown) === "ENOENT" || reasonOf(thrown) === "ENOTDIR") return null;
    throw new VarcoError("install.read", { path, reason: reasonOf(thrown) }, { cause: thrown });
  }
}

/**
 * User id of the owner of a folder. If it does not exist yet: of the nearest folder above it that does. Throws
 * `install.read`.
 */
export function ownerOf(path: string): number {
  try {
    for (let at = path; ; at = dirname(at)) {
      const status = statSync(at, { throwIfNoEntry: false });
      if (status !== undefined) return status.uid;
    }
  } catch (thrown) {
    throw new VarcoError("install.read", { path, reason: reasonOf(thrown) }, { cause: thrown });
  }
}

/**
 * Writes a file in one step: whoever reads it meanwhile sees the whole old or the whole new one. If the path is a link,
 * its target is replaced and the link stays. Throws `install.write`.
 */
export function putFile(
  path: string,
  content: string,
  { mode, exact }: Access,
  encoding: "utf8" | "latin1" = "utf8",
): void {
  orWriteError(path, () => {
    const target = existsSync(path) ? realpathSync(path) : path;
    // In a folder of its own: p11-kit takes every file beside the target for a module.
    const aside = mkdtempSync(join(dirname(target), ".varco-"));
    try {
      const fresh = join(aside, basename(target));
      writeFileSync(fresh, content, { encoding, mode, flush: true });
      if (exact) chmodSync(fresh, mode);
      renameSync(fresh, target);
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  });
}

/** Deletes a file. Returns false if there was none. Throws `install.write`. */
export function removeFile(path: string): boolean {
  return orWriteError(path, () => {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return false;
    rmSync(path);
    return true;
  });
}

/** Deletes a folder if it exists and is empty. Throws `install.write`. */
export function removeIfEmpty(path: string): void {
  orWriteError(path, () => {
    if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
  });
}

/** Does some work on a path. Throws `install.write` if the system refuses it. */
export function orWriteError<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw new VarcoError("install.write", { path, reason: reasonOf(thrown) }, { cause: thrown });
  }
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
}
