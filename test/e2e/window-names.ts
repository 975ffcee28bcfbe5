import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** Names of the windows that can be seen on a virtual screen. Rejects where there is none. */
export async function windowNames(display: string): Promise<string[]> {
  const search = ["search", "--onlyvisible", "--name", "", "getwindowname", "%@"];
  const { stdout } = await promisify(execFile)("xdotool", search, { env: { ...process.env, DISPLAY: display } });
  return stdout.trim().split("\n");
}
