/** Words of the command that starts the host: absolute path of the executable, then its arguments. */
export type StartCommand = readonly [executable: string, ...args: string[]];

/** The script that starts the host, for browsers and p11-kit, which know one file only. */
export function startScript(command: StartCommand): string {
  return `#!/bin/sh\nexec ${command.map(shellWord).join(" ")} "$@"\n`;
}

/** A word for /bin/sh (POSIX.1-2017 §2.2.2): single quotes keep everything but themselves. */
function shellWord(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
