import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { orWriteError, putFile } from "../install/files";

/** Writes a file of Varco's settings in one step, for this person only. Throws `install.write`. */
export function writeSettings(path: string, text: string): void {
  orWriteError(dirname(path), () => mkdirSync(dirname(path), { recursive: true, mode: 0o700 }));
  putFile(path, text, { mode: 0o600, exact: true });
}
