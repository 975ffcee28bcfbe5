import { execFile } from "node:child_process";
import { appendFile, copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { folderOfProcess } from "../../devkit/pcscd/folder";

const run = promisify(execFile);
const SOURCE = fileURLToPath(new URL("unpluggable-reader.c", import.meta.url));

const VPCD = "vpcd.so";

/** What pcscd wants to know of a driver for USB readers. */
const BUNDLE = `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>driver.so</string>
<key>ifdVendorID</key><array><string>0xFFFE</string></array>
<key>ifdProductID</key><array><string>0xFFFE</string></array>
<key>ifdFriendlyName</key><array><string>Unpluggable</string></array>
</dict></plist>
`;

/** A USB reader that a test plugs in and unplugs, beside those of vpcd; see `unpluggable-reader.c`. */
export class UnpluggableReader {
  readonly #folder: string;
  readonly #bus: string;
  readonly #library: string;
  readonly #port: number | null;
  /** What its name, as pcscd gives it, begins with. */
  readonly name = "Unpluggable";

  private constructor(folder: string, bus: string, library: string, port: number | null) {
    this.#folder = folder;
    this.#bus = bus;
    this.#library = library;
    this.#port = port;
  }

  /**
   * Compiles it and gives it to the pcscd that was prepared but not started. `port`: where it waits for a virtual card;
   * null: it always holds a card that says the same to everything.
   */
  static async install(port: number | null = null): Promise<UnpluggableReader> {
    const folder = await mkdtemp(join(tmpdir(), "varco-reader-"));
    const bus = join(folder, "bus");
    await run("mkfifo", [bus]);
    const contents = join(folderOfProcess().drivers, "unpluggable.bundle", "Contents");
    await mkdir(join(contents, "Linux"), { recursive: true });
    await writeFile(join(contents, "Info.plist"), BUNDLE);
    const library = join(folder, "bus.so");
    const { stdout: flags } = await run("pkg-config", ["--cflags", "libpcsclite"]);
    const compile = ["-shared", "-fPIC", ...flags.trim().split(/\s+/), SOURCE];
    await run("cc", [...compile, "-DBUS", "-o", library]);
    await run("cc", [...compile, "-o", join(contents, "Linux", "driver.so")]);
    // A copy has memory of its own: vpcd's two readers have the other.
    await copyFile(join(folderOfProcess().drivers, "serial", "libifdvpcd.so"), join(folder, VPCD));
    return new UnpluggableReader(folder, bus, library, port);
  }

  /** Runs what starts pcscd, so that pcscd sees the bus of this reader in place of the machine's. */
  async onBus(start: () => Promise<void>): Promise<void> {
    process.env["LD_PRELOAD"] = this.#library;
    process.env["VARCO_USB_BUS"] = this.#bus;
    if (this.#port !== null) {
      process.env["VARCO_USB_VPCD"] = join(this.#folder, VPCD);
      process.env["VARCO_USB_PORT"] = String(this.#port);
    }
    try {
      await start();
    } finally {
      delete process.env["LD_PRELOAD"];
      delete process.env["VARCO_USB_BUS"];
      delete process.env["VARCO_USB_VPCD"];
      delete process.env["VARCO_USB_PORT"];
    }
  }

  async plug(): Promise<void> {
    await appendFile(this.#bus, "+");
  }

  async unplug(): Promise<void> {
    await appendFile(this.#bus, "-");
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
