import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { VarcoError } from "../../shared/errors";

/** Windows has none. */
const NONBLOCK = process.platform === "win32" ? 0 : constants.O_NONBLOCK;
const ROOT = 0;
const WRITABLE_BY_OTHERS = 0o022;

/**
 * Text of a settings file, at most one byte more than `longest`; null: there is no file. It says what Varco does with a
 * PIN, so nobody else may be able to write it. Throws what `refuse` makes of the reason.
 */
export function readOwnFile(path: string, longest: number, refuse: (reason: string) => VarcoError): string | null {
  try {
    return read(path, longest, (descriptor) => {
      const { uid, mode } = fstatSync(descriptor);
      const user = process.geteuid?.();
      if (user === undefined) return;
      if (uid !== user && uid !== ROOT) throw refuse("it belongs to somebody else");
      if ((mode & WRITABLE_BY_OTHERS) !== 0) throw refuse("other users can change it");
    });
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === null) throw thrown;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw refuse(`it cannot be read (${code})`);
  }
}

/** The same of a file that a person names, whoever may write it. Without the file, throws what `refuse` makes of it. */
export function readGivenFile(path: string, longest: number, refuse: (reason: string) => VarcoError): string {
  try {
    return read(path, longest, () => {});
  } catch (thrown) {
    throw refuse(`it cannot be read (${codeOf(thrown) ?? "unknown"})`);
  }
}

/**
 * Reads to the bound, whatever the size says: a device has none, and no end. A pipe nobody writes to does not block.
 */
function read(path: string, longest: number, check: (descriptor: number) => void): string {
  const bytes = Buffer.alloc(longest + 1);
  const descriptor = openSync(path, constants.O_RDONLY | NONBLOCK);
  try {
    check(descriptor);
    let length = 0;
    for (let more = -1; more !== 0 && length < bytes.length; length += more)
      more = readSync(descriptor, bytes, length, bytes.length - length, null);
    return bytes.toString("utf8", 0, length);
  } finally {
    closeSync(descriptor);
  }
}

/** The system's name of an error; null: it is none of the system's. */
function codeOf(thrown: unknown): string | null {
  return thrown instanceof Error && "code" in thrown && "syscall" in thrown ? String(thrown.code) : null;
}
