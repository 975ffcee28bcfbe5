import { lstatSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join } from "node:path";

/**
 * The folder of our lock files. It is created if it is missing: as `varco` in `$XDG_RUNTIME_DIR` if that folder is this
 * user's alone, as the XDG Base Directory Specification requires, else as `varco-<uid>` in the folder for temporary
 * files. Everybody can write there, so a link, another user's folder, or one that is open to others is refused. On
 * Windows, which has no user ids, it is `Temp\varco` in `%LOCALAPPDATA%`, which is the user's own; null without that.
 * Throws `Error`.
 */
export function lockFolder(environment: NodeJS.ProcessEnv = process.env, temporary: string = tmpdir()): string | null {
  const user = process.geteuid?.();
  if (user === undefined) return folderInProfile(environment["LOCALAPPDATA"]);
  const runtime = environment["XDG_RUNTIME_DIR"];
  const folder =
    runtime !== undefined && isAbsolute(runtime) && belongsTo(runtime, user)
      ? join(runtime, "varco")
      : join(temporary, `varco-${user}`);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (thrown) {
    if (!(thrown instanceof Error && "code" in thrown && thrown.code === "EEXIST")) throw thrown;
  }
  if (!belongsTo(folder, user)) throw new Error("the folder of the locks is not only this user’s");
  return folder;
}

function folderInProfile(local: string | undefined): string | null {
  if (local === undefined || !isAbsolute(local)) return null;
  const folder = join(local, "Temp", "varco");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Whether the path is a folder (not a link to one) of this user, closed to others. */
function belongsTo(folder: string, user: number): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found !== undefined && found.isDirectory() && found.uid === user && (found.mode & 0o077) === 0;
}
