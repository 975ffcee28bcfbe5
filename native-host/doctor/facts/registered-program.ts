import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Milliseconds for a program to say its version. */
const PATIENCE = 15_000;

/** The version of the host that browsers start; null: the program says none. It is started as a browser would. */
export async function versionOfHost(program: string): Promise<string | null> {
  const ran = promisify(execFile)(program, ["--version"], { timeout: PATIENCE, windowsHide: true });
  return ran.then(
    ({ stdout }) => /^\d+\.\d+\.\d+\S*$/.exec(stdout.trim())?.[0] ?? null,
    () => null,
  );
}
