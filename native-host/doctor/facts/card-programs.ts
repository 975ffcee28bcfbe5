import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { StartCommand } from "../../install/start-script";
import { VENDOR_MODULES } from "../../modules/table";

/** A program that works with cards now, beside Varco. */
export interface CardProgram {
  readonly pid: number;
  readonly name: string;
  /** The PKCS#11 module through which it does so; null: none that is known. */
  readonly module: string | null;
}

/** Whoever has loaded this talks with the smart-card service, or is about to. */
const PCSC = /\/libpcsclite(?:_real)?\.so/;
/** GnuPG's program for cards takes the reader for itself, past the service. */
const PAST_SERVICE: ReadonlySet<string> = new Set(["scdaemon"]);
const MODULES: ReadonlySet<string> = new Set(
  VENDOR_MODULES.flatMap(({ files }) => files.linux.map((file) => basename(file))),
);
/** The service itself. */
const SERVICE = "pcscd";

/**
 * These programs, of this person's (of everybody's for root): the system shows no others. Source: proc(5). `proc`:
 * folder of the processes; `start`: the command that starts a host, which is no other program. null: a system without
 * such a folder shows none.
 */
export function cardPrograms(proc: string, start: StartCommand): readonly CardProgram[] | null {
  if (!existsSync(proc)) return null;
  return processes(proc).flatMap((pid) => {
    if (pid === process.pid || isOurs(proc, pid, start)) return [];
    const name = read(proc, pid, "comm").trim();
    if (name === SERVICE) return [];
    const maps = read(proc, pid, "maps");
    if (!PCSC.test(maps) && !PAST_SERVICE.has(name)) return [];
    const module = [...MODULES].find((file) => maps.includes(`/${file}`)) ?? null;
    return [{ pid, name, module }];
  });
}

/** Another host of Varco's, or a child of one that loads a maker's module. */
function isOurs(proc: string, pid: number, start: StartCommand): boolean {
  const words = read(proc, pid, "cmdline").split("\0");
  return start.length <= words.length && start.every((word, index) => words[index] === word);
}

function processes(proc: string): number[] {
  return readdirSync(proc).flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
}

/** Empty: the process is gone, or not ours to look into. */
function read(proc: string, pid: number, file: string): string {
  try {
    return readFileSync(join(proc, String(pid), file), "latin1");
  } catch {
    return "";
  }
}
