import { spawnSync } from "node:child_process";

/** Where a tool runs, and what it finds in the environment besides. */
export interface Surroundings {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs a tool to its end and returns what it wrote to standard output. Throws `Error` with what it said where it fails. */
export function run(command: string, args: readonly string[], { cwd, env }: Surroundings = {}): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    ...(cwd !== undefined && { cwd }),
    encoding: "utf8",
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${[command, ...args].join(" ")}\n${stdout}${stderr}`);
  return stdout;
}
