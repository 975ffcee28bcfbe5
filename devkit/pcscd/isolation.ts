import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { PcscdFolder } from "./folder";

/** How pcscd is started: the command, and where its clients then find it. */
export interface Isolation {
  /** Whether this pcscd has the machine's one socket, so that only one can run. */
  readonly machineWide: boolean;
  readonly command: (folder: PcscdFolder, options: readonly string[]) => readonly [string, ...string[]];
  readonly socket: (folder: PcscdFolder) => string;
}

/**
 * pcscd has its socket in /run and its drivers in /usr/lib by compilation. In a mount namespace of its own it gets
 * private folders in both places: it meets neither the system's pcscd nor real readers, and needs no rights. `setpriv
 * --pdeathsig` ends it with us, whatever happens to us.
 */
const SCRIPT =
  'mount --bind "$1" /run && mount --bind "$2" /usr/lib/pcsc/drivers && shift 2 && exec setpriv --pdeathsig KILL pcscd "$@"';

function inNamespace(...flags: readonly string[]): Isolation {
  return {
    machineWide: false,
    command: ({ run, drivers }, options) => ["unshare", ...flags, "sh", "-c", SCRIPT, "sh", run, drivers, ...options],
    socket: ({ run }) => `${run}/pcscd/pcscd.comm`,
  };
}

/** For containers that may not make namespaces. */
const MACHINE_WIDE: Isolation = {
  machineWide: true,
  command: (_, options) => ["setpriv", "--pdeathsig", "KILL", "pcscd", ...options],
  socket: () => "/run/pcscd/pcscd.comm",
};

const run = promisify(execFile);

/** The best way that this machine allows: a namespace as ourselves (root), as a user who is root in it, or none. */
export async function chooseIsolation(): Promise<Isolation> {
  for (const flags of [["-m"], ["-r", "-m"]]) {
    const works = await run("unshare", [...flags, "sh", "-c", "mount --bind /tmp /run"]).then(
      () => true,
      () => false,
    );
    if (works) return inNamespace(...flags);
  }
  return MACHINE_WIDE;
}
