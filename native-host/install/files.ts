import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  lstatSync,
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
import { makeAside } from "./aside";

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

/** A file to be written. */
export interface NewFile {
  readonly path: string;
  readonly content: string;
  readonly access: Access;
  readonly encoding?: "utf8" | "latin1";
}

/** A file that is written whole, but not yet in its place. */
export interface StagedFile {
  /** Puts it there, in one step. Throws `install.write`. */
  readonly commit: () => void;
  /** Deletes what is not in its place. */
  readonly discard: () => void;
}

/**
 * Writes a file beside its place: what can go wrong (a full disk, a folder that nobody may write) goes wrong before
 * anything has changed. If the path is a link, its target will be replaced and the link stays. Throws `install.write`.
 */
export function stageFile({ path, content, access: { mode, exact }, encoding = "utf8" }: NewFile): StagedFile {
  return orWriteError(path, () => {
    const target = existsSync(path) ? realpathSync(path) : path;
    // In a folder of its own: p11-kit takes every file beside the target for a module.
    const aside = makeAside(dirname(target));
    const discard = () => rmSync(aside, { recursive: true, force: true });
    try {
      const fresh = join(aside, basename(target));
      writeFileSync(fresh, content, { encoding, mode, flush: true });
      if (exact) chmodSync(fresh, mode);
      const commit = () => orWriteError(path, () => renameSync(fresh, target));
      return { commit, discard };
    } catch (thrown) {
      discard();
      throw thrown;
    }
  });
}

/**
 * Writes a file in one step: whoever reads it meanwhile sees the whole old or the whole new one. Throws as `stageFile`.
 */
export function putFile(path: string, content: string, access: Access, encoding: "utf8" | "latin1" = "utf8"): void {
  const staged = stageFile({ path, content, access, encoding });
  try {
    staged.commit();
  } finally {
    staged.discard();
  }
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

/** Does some work on a path. Throws `install.full` where there is no room, `install.write` for any other refusal. */
export function orWriteError<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    const reason = reasonOf(thrown);
    if (NO_ROOM.has(reason)) throw new VarcoError("install.full", { path }, { cause: thrown });
    throw new VarcoError("install.write", { path, reason }, { cause: thrown });
  }
}

/** The disk is full, or the person's share of it (POSIX.1-2017, XBD 2.3). */
const NO_ROOM: ReadonlySet<string> = new Set(["ENOSPC", "EDQUOT"]);

function reasonOf(thrown: unknown): string {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
}

/** Whether this user may run a file. */
export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
