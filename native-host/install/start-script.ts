import { ORDERS } from "../hardening/orders";

/** Words of the command that starts the host: path of the executable, absolute where it is installed, then arguments. */
export type StartCommand = readonly [executable: string, ...args: string[]];

/**
 * The script that starts the host, for browsers and p11-kit, which know one file only. It takes the variables away that
 * change what Node and OpenSSL do (load code, open a debugger, trust other authorities, log keys), and has the system
 * write no core file. It runs nothing but the shell itself: no PATH of somebody else decides what starts.
 */
export function startScript(command: StartCommand): string {
  return scriptOf(command.map(shellWord), "Written by varco-host: install.");
}

/** A packaged program: its Node and what that runs, as files beside the start script, and Node's options. */
export interface PackagedProgram {
  readonly node: string;
  readonly options: readonly string[];
  readonly main: string;
}

/**
 * The start script of a packaged program, wherever that is. Browsers, p11-kit and shells start a script by its path, so
 * that its own name holds a slash.
 */
export function startScriptBeside({ node, options, main }: PackagedProgram): string {
  const beside = (file: string) => `"\${0%/*}"${shellWord(`/${file}`)}`;
  const words = [beside(node), ...options.map(shellWord), beside(main)];
  return scriptOf(words, "Starts Varco's host from the folder of this file.");
}

function scriptOf(words: readonly string[], about: string): string {
  return `#!/bin/sh
# ${about}
# Node and OpenSSL take no orders from the environment of the program that starts this.
set -f
for word in $(export -p); do
  name=\${word%%=*}
  case $name in
    *[!A-Za-z0-9_]*) ;;
    ${ORDERS.join(" | ")}) unset "$name" ;;
  esac
done
set +f
unset word name
ulimit -c 0
exec ${words.join(" ")} "$@"
`;
}

/** The words of the command in such a script, as one text; null: it is none of ours. */
export function commandIn(text: string): string | null {
  return /^exec (.+) "\$@"$/m.exec(text)?.[1] ?? null;
}

/** A word for /bin/sh (POSIX.1-2017 §2.2.2): single quotes keep everything but themselves. */
export function shellWord(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
