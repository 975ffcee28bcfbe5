import { spawn, type ChildProcess, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const REPOSITORY = fileURLToPath(new URL("../..", import.meta.url));
/** Made by scripts/roots/trixie-wine.mjs. */
const ROOT = join(REPOSITORY, ".cache/roots/trixie-wine");

/**
 * Lays a file system in memory over the root, so that each run finds it as it was made, and shows three folders in it:
 * /work, /packages and /tests. It ends with the pipe of its input, and everything in there with it.
 */
const HOLDER = `
mount -t tmpfs -o size=3g varco /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay -o "lowerdir=$1,upperdir=/mnt/upper,workdir=/mnt/work" varco /mnt/root
cd /mnt/root
mount -t proc proc proc
mount --rbind /dev dev
mkdir work packages tests
mount --bind "$2" work
mount --bind "$3" packages
mount --bind "$4" tests
exec chroot . sh -c "echo held; exec cat"
`;

/** Wine without a screen, without what it would fetch from the network, and without its own log. */
const WINE = [
  "HOME=/root",
  "LANG=C.UTF-8",
  "PATH=/usr/bin:/bin:/usr/sbin",
  "WINEDEBUG=-all",
  "WINEDLLOVERRIDES=mscoree=;mshtml=;winemenubuilder.exe=",
  "WINEPREFIX=/prefix",
];

/** A Debian with Wine, in namespaces of its own for files and processes. The network is this computer's loopback. */
export class WineRoot {
  readonly #holder: ChildProcess;
  readonly #first: string;
  /** A folder of this side: `/work` in there, `Z:\work` for programs of Windows. */
  readonly work: string;

  private constructor(holder: ChildProcess, first: string, work: string) {
    this.#holder = holder;
    this.#first = first;
    this.work = work;
  }

  /** Throws `Error` where namespaces or file systems cannot be had: only root may. */
  static async open(): Promise<WineRoot> {
    const work = mkdtempSync(join(tmpdir(), "varco-wine-"));
    const packages = join(REPOSITORY, "dist/package");
    mkdirSync(packages, { recursive: true });
    const folders = [ROOT, work, packages, join(REPOSITORY, "test/windows")];
    const flags = ["-m", "-p", "-f", "--kill-child"];
    const command = ["--pdeathsig", "KILL", "unshare", ...flags, "sh", "-ec", HOLDER, "sh", ...folders];
    const holder = spawn("setpriv", command, { stdio: ["pipe", "pipe", "inherit"] });
    await Promise.race([
      once(holder.stdout, "data"),
      once(holder, "exit").then(() => Promise.reject(new Error("the Debian with Wine could not be entered"))),
    ]);
    // The process of unshare has one child: number one in there.
    const first = readFileSync(`/proc/${holder.pid}/task/${holder.pid}/children`, "utf8").trim();
    return new WineRoot(holder, first, work);
  }

  /** Starts a program in there. */
  spawn(command: readonly string[], stdio: StdioOptions): ChildProcess {
    const enter = ["-t", this.#first, "-m", "-p", "-r", "-w", "env", "-i", ...WINE];
    return spawn("nsenter", [...enter, ...command], { stdio });
  }

  /** Runs a program in there to its end. Throws `Error` unless it says that all is well. */
  async run(...command: readonly string[]): Promise<void> {
    const child = this.spawn(command, ["ignore", "ignore", "inherit"]);
    await once(child, "exit");
    if (child.exitCode !== 0) throw new Error(`${command.join(" ")} ended with ${String(child.exitCode)}`);
  }

  /** The path of a file below Wine's drive C:, as this side sees it while the root is open. */
  onDriveC(...names: readonly string[]): string {
    return join(`/proc/${this.#first}/root/prefix/drive_c`, ...names);
  }

  /** Ends everything in there. */
  async close(): Promise<void> {
    const ended = once(this.#holder, "exit");
    this.#holder.kill("SIGKILL");
    await ended;
    rmSync(this.work, { recursive: true, force: true });
  }
}
