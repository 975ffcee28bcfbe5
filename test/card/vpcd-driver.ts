import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { folderOfProcess } from "../../devkit/pcscd/folder";

const run = promisify(execFile);

/**
 * Compiles a driver of this folder that passes on to vpcd's (`pass-to-vpcd.h`), and gives it to the pcscd that was
 * prepared but not started, for vpcd's readers.
 */
export async function useDriver(source: string, library: string): Promise<void> {
  const { stdout: flags } = await run("pkg-config", ["--cflags", "libpcsclite"]);
  const path = fileURLToPath(new URL(source, import.meta.url));
  await run("cc", ["-shared", "-fPIC", ...flags.trim().split(/\s+/), "-o", library, path]);
  const list = join(folderOfProcess().readers, "vpcd");
  await writeFile(list, (await readFile(list, "utf8")).replace(/^LIBPATH .*$/m, `LIBPATH ${library}`));
}
