import { resolve } from "node:path";

/**
 * The full path of a file that a person named on the command line. npm changes to the project's folder, and tells the
 * person's own in INIT_CWD.
 */
export function fromPersonFolder(path: string): string {
  return resolve(process.env["INIT_CWD"] ?? process.cwd(), path);
}
