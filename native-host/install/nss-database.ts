import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { putFile, readText, removeFile, type Access, type NewFile } from "./files";
import type { InstallRecord } from "./install-record";
import { otherEntry, ownLibrary, withEntry, withoutEntry } from "./nss-entry";
import type { BrowserPlaces } from "./places";
import { PROXY_NAMES } from "./proxy";

/** An entry of another program that makes a browser load p11-kit's proxy. */
export interface OtherEntry {
  /** The file that holds it. */
  readonly path: string;
  /** Its name there. */
  readonly name: string;
}

/**
 * List of the modules that NSS loads for every program of the system, on Fedora and its relatives. By default p11-kit's
 * proxy is in it. Source: crypto-policies(7).
 */
const SYSTEM_LIST = "/etc/crypto-policies/back-ends/nss.config";

/** File with the list of modules, in the folder of a database. */
export function moduleList(database: string): string {
  return join(database, "pkcs11.txt");
}

/**
 * The databases that these browsers use or would make, each once: of each browser the first that exists, else its
 * first.
 */
export function databasesInUse(browsers: readonly BrowserPlaces[]): string[] {
  const used = browsers.flatMap(
    ({ databases }) => databases.find((folder) => existsSync(folder)) ?? databases[0] ?? [],
  );
  return [...new Set(used)];
}

/** Every database that one of these browsers may use, each once. */
export function allDatabases(browsers: readonly BrowserPlaces[]): string[] {
  return [...new Set(browsers.flatMap(({ databases }) => databases))];
}

/**
 * The entry that makes a browser load p11-kit's proxy without ours: in the same database, or in the system's list.
 * `root`: folder of the system's files. Throws `install.read`.
 */
export function loadedByOther(database: string, root: string): OtherEntry | null {
  for (const path of [moduleList(database), join(root, SYSTEM_LIST)]) {
    const name = otherEntry(readText(path, "latin1") ?? "", isProxy);
    if (name !== null) return { path, name };
  }
  return null;
}

/** The library that our entry loads; null: the database has no entry of ours. Throws `install.read`. */
export function registeredLibrary(database: string): string | null {
  return ownLibrary(readText(moduleList(database), "latin1") ?? "");
}

/**
 * The list of a database's modules with our entry, which loads `library`; null: it is there. `made`: there is no list
 * yet, and NSS adds the rest of the database when the browser opens it. Throws `install.read`.
 */
export function listWithEntry(database: string, library: string): { file: NewFile; made: boolean } | null {
  const path = moduleList(database);
  const before = readText(path, "latin1");
  const content = withEntry(before ?? "", library);
  if (content === before) return null;
  return { file: { path, content, access: accessOf(path), encoding: "latin1" }, made: before === null };
}

/**
 * Takes our entry away. Deletes the list if we made it and nobody added to it. Returns the path; null: there was no
 * entry of ours. Throws as above.
 */
export function removeFromDatabase(database: string, record: InstallRecord): string | null {
  const path = moduleList(database);
  const before = readText(path, "latin1");
  if (before === null) return null;
  const after = withoutEntry(before);
  if (after === before) return null;
  if (after === "" && record.has(path)) removeFile(path);
  else putFile(path, after, accessOf(path), "latin1");
  return path;
}

/** The permissions of a list, or those that NSS would give it. */
function accessOf(path: string): Access {
  const status = statSync(path, { throwIfNoEntry: false });
  return { mode: status === undefined ? 0o600 : status.mode & 0o7777, exact: true };
}

/** Whether a library in a list of modules is p11-kit's proxy: by its name, or by the file that the name leads to. */
function isProxy(library: string): boolean {
  const names: readonly string[] = PROXY_NAMES;
  if (names.includes(basename(library))) return true;
  return existsSync(library) && /^libp11-kit\.so\./.test(basename(realpathSync(library)));
}
