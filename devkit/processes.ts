import { existsSync, readdirSync, readFileSync } from "node:fs";

/** The numbers of all processes (Linux; elsewhere none). */
export function processes(): number[] {
  const entries = existsSync("/proc") ? readdirSync("/proc") : [];
  return entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
}

/** The words with which a process was started, or its environment. Empty if it has ended or belongs to another user. */
export function wordsOf(pid: number, what: "cmdline" | "environ"): string[] {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8").split("\0");
  } catch {
    return [];
  }
}
