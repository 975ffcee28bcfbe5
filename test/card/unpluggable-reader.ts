import { execFile } from "node:child_process";
import { appendFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { folderOfProcess } from "../../devkit/pcscd/folder";

const run = promisify(execFile);
const SOURCE = fileURLToPath(new URL("unpluggable-reader.c", import.meta.url));

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
  /** What its name, as pcscd gives it, begins with. */
  readonly name = "Unpluggable";

  private constructor(folder: string, bus: string, library: string) {
    this.#folder = folder;
    this.#bus = bus;
    this.#library = library;
  }

  /** Compiles it and gives it to the pcscd that was prepared but not started. */
  static async install(): Promise<UnpluggableReader> {
    const folder = await mkdtemp(join(tmpdir(), "varco-reader-"));
    const bus = join(folder, "bus");
    await run("mkfifo", [bus]);
    const contents = join(folderOfProcess().drivers, "unpluggable.bundle", "Contents");
    await mkdir(join(contents, "Linux"), { recursive: true });
    await writeFile(join(contents, "Info.plist"), BUNDLE);
    const library = join(contents, "Linux", "driver.so");
    const { stdout: flags } = await run("pkg-config", ["--cflags", "libpcsclite"]);
    await run("cc", ["-shared", "-fPIC", ...flags.trim().split(/\s+/), "-o", library, SOURCE]);
    return new UnpluggableReader(folder, bus, library);
  }

  /** Runs what starts pcscd, so that pcscd sees the bus of this reader in place of the machine's. */
  async onBus(start: () => Promise<void>): Promise<void> {
    process.env["LD_PRELOAD"] = this.#library;
    process.env["VARCO_USB_BUS"] = this.#bus;
    try {
      await start();
    } finally {
      delete process.env["LD_PRELOAD"];
      delete process.env["VARCO_USB_BUS"];
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
