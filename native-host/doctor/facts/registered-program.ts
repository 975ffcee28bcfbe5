import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

/** Milliseconds for a program to say its version. */
const PATIENCE = 15_000;

/** The version of the host that browsers start; null: the program says none. It is started as a browser would. */
export async function versionOfHost(program: string): Promise<string | null> {
  const { file, args, verbatim } = startOf(program, "--version");
  const options = { timeout: PATIENCE, windowsHide: true, windowsVerbatimArguments: verbatim };
  try {
    const { stdout } = await promisify(execFile)(file, args, options);
    return /^\d+\.\d+\.\d+\S*$/.exec(stdout.trim())?.[0] ?? null;
  } catch {
    return null;
  }
}

interface Start {
  readonly file: string;
  readonly args: readonly string[];
  /** Whether Windows gets the arguments as they are: cmd.exe has rules of its own. */
  readonly verbatim: boolean;
}

/** Scripts of Windows need its shell: Windows' own, whatever lies in the folders of PATH or in the present one. */
export function startOf(program: string, arg: string, env: Readonly<NodeJS.ProcessEnv> = process.env): Start {
  if (!/\.(?:cmd|bat)$/i.test(program)) return { file: program, args: [arg], verbatim: false };
  const shell = join(env["SystemRoot"] ?? "C:\\Windows", "System32", "cmd.exe");
  return { file: shell, args: ["/d", "/s", "/c", `""${program}" ${arg}"`], verbatim: true };
}
