import { readdirSync, readFileSync } from 'node:fs';

/** Process numbers of the hosts that browsers of this throw-away home have started (Linux). */
export function hostsOf(home: string): number[] {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)).map(Number).filter((pid) => {
    const words = commandLine(pid);
    return words.some((word) => word.endsWith('/host.cjs')) && words.some((word) => word.startsWith(`--devkit-trust=${home}/`));
  });
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return []; // it ended meanwhile
  }
}
