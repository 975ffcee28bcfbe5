import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { command, FOLDER, manifests, type AddedFile } from "./layout";
import { uninstallScript } from "./uninstall";

/** Lays out, in an empty folder, what the package installs, as it will be below `/`. `tree`: the program. */
export function layOut(folder: string, tree: string, time: number): void {
  rmSync(folder, { recursive: true, force: true });
  const program = join(folder, FOLDER, "program");
  mkdirSync(program, { recursive: true });
  cpSync(tree, program, { recursive: true });
  addFiles(folder, [...manifests(), ...command(), uninstallScript()]);
  settle(folder, time);
}

/** Writes these files below a folder. */
export function addFiles(folder: string, files: readonly AddedFile[]): void {
  for (const { path, content, mode } of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    chmodSync(file, mode);
  }
}

/**
 * Gives everything in a folder the same time, and permissions that do not depend on who builds: what can be started is
 * 755, like folders, the rest 644.
 */
export function settle(folder: string, time: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) settle(path, time);
    else finish(path, STARTED.has(entry.name) ? 0o755 : 0o644, time);
  }
  finish(folder, 0o755, time);
}

const STARTED: ReadonlySet<string> = new Set(["node", "varco-host", "install.command", "uninstall.command"]);

function finish(path: string, mode: number, time: number): void {
  chmodSync(path, mode);
  utimesSync(path, time, time);
}
