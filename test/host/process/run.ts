import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Ran {
  /** The exit code. null: a signal ended the program. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export async function run(
  [command, ...before]: readonly [string, ...string[]],
  args: readonly string[],
  input = "",
  env = process.env,
): Promise<Ran> {
  const child = spawn(command, [...before, ...args], { env });
  let out = "";
  let err = "";
  child.stdout.on("data", (data) => {
    out += String(data);
  });
  child.stderr.on("data", (data) => {
    err += String(data);
  });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  await once(child, "close");
  return { code: child.exitCode, out, err };
}
