import { readdirSync, readFileSync } from "node:fs";

/**
 * Process numbers of the hosts that programs of this throw-away home have started (Linux): for the extension, and as
 * PKCS#11 module.
 */
export function hostsOf(home: string): number[] {
  return processes().filter((pid) => isHostOf(home, commandLine(pid)));
}

/** Process numbers of those of them that are PKCS#11 modules. */
export function modulesOf(home: string): number[] {
  return processes().filter((pid) => {
    const words = commandLine(pid);
    return isHostOf(home, words) && words.includes("module");
  });
}

/**
 * Whether this process runs (Linux). A process that has ended has no command line, even if nobody has asked for its
 * exit code yet.
 */
export function runs(pid: number): boolean {
  return commandLine(pid).some((word) => word !== "");
}

function processes(): number[] {
  return readdirSync("/proc")
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function isHostOf(home: string, words: readonly string[]): boolean {
  return (
    words.some((word) => word.endsWith("/host.cjs")) && words.some((word) => word.startsWith(`--devkit-trust=${home}/`))
  );
}

function commandLine(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return []; // it has ended
  }
}
