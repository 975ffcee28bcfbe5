import { processes, wordsOf } from "../../devkit/processes";

/**
 * Process numbers of the hosts that programs of this throw-away home have started (Linux): for the extension, and as
 * PKCS#11 module.
 */
export function hostsOf(home: string): number[] {
  return processes().filter((pid) => isHostOf(home, wordsOf(pid, "cmdline")));
}

/** Process numbers of those of them that are PKCS#11 modules. */
export function modulesOf(home: string): number[] {
  return processes().filter((pid) => {
    const words = wordsOf(pid, "cmdline");
    return isHostOf(home, words) && words.includes("module");
  });
}

/**
 * Whether this process runs (Linux). A process that has ended has no command line, even if nobody has asked for its
 * exit code yet.
 */
export function runs(pid: number): boolean {
  return wordsOf(pid, "cmdline").some((word) => word !== "");
}

function isHostOf(home: string, words: readonly string[]): boolean {
  return (
    words.some((word) => word.endsWith("/host.cjs")) && words.some((word) => word.startsWith(`--devkit-trust=${home}/`))
  );
}
