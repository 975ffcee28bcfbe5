import { closeSync, lstatSync, openSync, readSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { VarcoError } from "../../shared/errors";
import { LONGEST_FILE, parseFamilies } from "../card/families/added";
import type { CardFamily } from "../card/families/family";
import { Families } from "../card/families/recognise";
import { log } from "../log";

/** Where a person's own families are kept. */
export function addedFamiliesFile(
  env: Readonly<Record<string, string | undefined>> = process.env,
  platform: string = process.platform,
): string {
  const config: Readonly<Record<string, string | undefined>> = {
    win32: env["APPDATA"] || undefined,
    darwin: join(homedir(), "Library/Application Support"),
  };
  return join(
    config[platform] ?? (env["XDG_CONFIG_HOME"] || join(env["HOME"] || homedir(), ".config")),
    "varco/families.json",
  );
}

/** The families that a person has added; none when there is no file. Throws `families.file`. */
export function readAddedFamilies(file: string): readonly CardFamily[] {
  const json = readOwnFile(file);
  return json === null ? [] : parseFamilies(json);
}

/** All families. A file that cannot be used is logged, and the others still work. */
export function knownFamilies(file: string): Families {
  try {
    return new Families(readAddedFamilies(file));
  } catch (thrown) {
    if (!(thrown instanceof VarcoError)) throw thrown;
    log.failure("reading the added families", thrown);
    return new Families();
  }
}

/**
 * The text of a file, at most one byte more than `parseFamilies` takes: a device has no size, and no end. Throws the
 * errors of `node:fs`.
 */
export function readStart(path: string): string {
  const bytes = Buffer.alloc(LONGEST_FILE + 1);
  const descriptor = openSync(path, "r");
  try {
    let length = 0;
    for (let more = -1; more !== 0 && length < bytes.length; length += more)
      more = readSync(descriptor, bytes, length, bytes.length - length, null);
    return bytes.toString("utf8", 0, length);
  } finally {
    closeSync(descriptor);
  }
}

function readOwnFile(file: string): string | null {
  try {
    const { uid } = lstatSync(file);
    const me = process.getuid?.() ?? uid;
    if (uid !== me && uid !== 0) throw new VarcoError("families.file", { reason: "it belongs to somebody else" });
    return readStart(file);
  } catch (thrown) {
    if (thrown instanceof VarcoError) throw thrown;
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "unknown";
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new VarcoError("families.file", { reason: code }, { cause: thrown });
  }
}
