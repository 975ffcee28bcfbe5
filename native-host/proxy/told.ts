import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Milliseconds for the settings. A desktop that does not tell them in time has none. */
const PATIENCE = 2000;

/** What a program prints; null where there is no such program, or it fails. */
export async function told(
  program: string,
  options: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string | null> {
  const run = promisify(execFile)(program, [...options], { env, timeout: PATIENCE, windowsHide: true });
  return run.then(
    ({ stdout }) => stdout,
    () => null,
  );
}
