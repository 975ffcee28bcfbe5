import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../run";
import { ROOT } from "../folders";
import { ordersHeader } from "./orders-header";
import { APPLICATION_MANIFEST, resources } from "./resources";

const TOOLS = "x86_64-w64-mingw32-";
const SOURCE = join(ROOT, "scripts/package/windows/launcher.c");
/** No time in the file: the same source gives the same bytes. */
const FLAGS = ["-std=c11", "-Os", "-s", "-Wall", "-Wextra", "-Werror", "-mconsole", "-Wl,--no-insert-timestamp"];

/** Compiles the launcher, with this compiler's libraries in it, and writes it to this path. Throws `Error`. */
export function buildLauncher(to: string): void {
  const folder = mkdtempSync(join(tmpdir(), "varco-launcher-"));
  try {
    writeFileSync(join(folder, "orders.h"), ordersHeader());
    writeFileSync(join(folder, "launcher.rc"), resources());
    writeFileSync(join(folder, "launcher.manifest"), APPLICATION_MANIFEST);
    run(`${TOOLS}windres`, ["launcher.rc", "launcher.res.o"], { cwd: folder });
    run(`${TOOLS}gcc-posix`, [...FLAGS, "-I", folder, "-o", to, SOURCE, "launcher.res.o"], { cwd: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
