import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { makeFolder, putFile, readText, removeFile, type Access } from "./files";
import type { InstallRecord } from "./install-record";
import { otherEntry, ownLibrary, withEntry, withoutEntry } from "./nss-entry";
import { PROXY_NAMES } from "./proxy";

/** Something that makes the browser load p11-kit's proxy without us. */
export interface OtherEntry {
  /** File in which it is. */
  readonly path: string;
  /** What it is called there. */
  readonly name: string;
}

/**
 * Modules that NSS loads for every program of the system, on Fedora and its relatives: p11-kit's proxy is among them by default.
 * Source: crypto-policies(7).
 */
const SYSTEM_LIST = "/etc/crypto-policies/back-ends/nss.config";

/** File with the list of modules, in the folder of a database. */
export function moduleList(database: string): string {
  return join(database, "pkcs11.txt");
}

/** The database that the browser uses, or would make: the first that is there, else the first. */
export function databaseInUse(databases: readonly string[]): string | null {
  return databases.find((folder) => existsSync(folder)) ?? databases[0] ?? null;
}

/**
 * What makes the browser load p11-kit's proxy already, other than our entry: another entry of the database, or the system's own list.
 * `root`: folder of the system's files. Throws `install.read`.
 */
export function loadedByOther(database: string, root: string): OtherEntry | null {
  for (const path of [moduleList(database), join(root, SYSTEM_LIST)]) {
    const name = otherEntry(readText(path, "latin1") ?? "", isProxy);
    if (name !== null) return { path, name };
  }
  return null;
}

/** The library that our entry loads; null: we have none there. Throws `install.read`. */
export function registeredLibrary(database: string): string | null {
  return ownLibrary(readText(moduleList(database), "latin1") ?? "");
}

/**
 * Puts our entry into the database, which is made if it is missing: NSS adds all else when the browser opens it.
 * Returns the path written. Throws `install.read`, `install.write`.
 */
export function addToDatabase(database: string, library: string, made: InstallRecord): string {
  const path = moduleList(database);
  const before = readText(path, "latin1");
  makeFolder(database, { mode: 0o700, exact: true }, made);
  if (before === null) made.add([path]);
  const after = withEntry(before ?? "", library);
  if (after !== before) putFile(path, after, accessOf(path), "latin1");
  return path;
}

/** Takes our entry away, and a list that we made and nobody added to. Returns the path; null: no entry of ours there. Throws as above. */
export function removeFromDatabase(database: string, made: InstallRecord): string | null {
  const path = moduleList(database);
  const before = readText(path, "latin1");
  if (before === null) return null;
  const after = withoutEntry(before);
  if (after === before) return null;
  if (after === "" && made.has(path)) removeFile(path);
  else putFile(path, after, accessOf(path), "latin1");
  return path;
}

/** The permissions that a list has, or that NSS would give it. */
function accessOf(path: string): Access {
  const status = statSync(path, { throwIfNoEntry: false });
  return { mode: status === undefined ? 0o600 : status.mode & 0o7777, exact: true };
}

/** Whether a library named in a list of modules is p11-kit's proxy: by name, or by the file that it is. */
function isProxy(library: string): boolean {
  const names: readonly string[] = PROXY_NAMES;
  if (names.includes(basename(library))) return true;
  return existsSync(library) && /^libp11-kit\.so\./.test(basename(realpathSync(library)));
}
