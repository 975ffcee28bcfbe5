import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
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
import type { InstallRecord } from "./install-record";

/** Permissions of something that is made. `exact`: just these, else what the person's umask leaves of them. */
export interface Access {
  readonly mode: number;
  readonly exact: boolean;
}

/** Text of a file, in UTF-8 or with one byte a character; null: there is none. Throws `install.read`. */
export function readText(path: string, encoding: "utf8" | "latin1"): string | null {
  try {
    return readFileSync(path, encoding);
  } catch (thrown) {
    if (reasonOf(thrown) === "ENOENT" || reasonOf(thrown) === "ENOTDIR") return null;
    throw new VarcoError("install.read", { path, reason: reasonOf(thrown) }, { cause: thrown });
  }
}

/** User id of the owner of a folder; where it is not there yet, of the folder above it that is. Throws `install.read`. */
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
 * Writes a file in one step: whoever reads it meanwhile sees the old or the new one, whole. A link to a file stays one. `content` is
 * text in UTF-8, or with one byte a character. Throws `install.write`.
 */
export function putFile(
  path: string,
  content: string,
  { mode, exact }: Access,
  encoding: "utf8" | "latin1" = "utf8",
): void {
  orWriteError(path, () => {
    const target = existsSync(path) ? realpathSync(path) : path;
    // Not beside it: p11-kit takes every file of its folder for a module.
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

/** Makes a folder and those above it, all noted in the record. Throws `install.write`. */
export function makeFolder(path: string, { mode, exact }: Access, record: InstallRecord): void {
  const missing: string[] = [];
  for (let at = path; !existsSync(at); at = dirname(at)) missing.unshift(at);
  record.add(missing);
  orWriteError(path, () => {
    for (const folder of missing) {
      mkdirSync(folder, { mode });
      if (exact) chmodSync(folder, mode);
    }
  });
}

/** Takes a file away; false: there was none. Throws `install.write`. */
export function removeFile(path: string): boolean {
  return orWriteError(path, () => {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return false;
    rmSync(path);
    return true;
  });
}

/** Takes a folder away if it is there and empty. Throws `install.write`. */
export function removeIfEmpty(path: string): void {
  orWriteError(path, () => {
    if (existsSync(path) && readdirSync(path).length === 0) rmdirSync(path);
  });
}

function orWriteError<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    throw new VarcoError("install.write", { path, reason: reasonOf(thrown) }, { cause: thrown });
  }
}

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
}
