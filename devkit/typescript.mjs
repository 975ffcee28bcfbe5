// Loads TypeScript sources: `node --import ./devkit/typescript.mjs`.
import { buildSync } from "esbuild";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import workerThreads, { isMainThread } from "node:worker_threads";
import { register } from "tsx/esm/api";

const FOLDER = fileURLToPath(new URL("../.cache/workers", import.meta.url));
/** By the address of a source, what was made of it. */
const made = new Map();

/**
 * The program of a thread in one file, as in a build. All its modules have the address of the first: a thread that
 * starts another one (the interpreter of proxy scripts, for a certificate that a server left out) does not find that
 * here.
 */
function bundle(source) {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(source)],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    define: { "import.meta.url": JSON.stringify(source) },
    write: false,
  });
  const { text } = outputFiles[0];
  const file = join(FOLDER, `${createHash("sha256").update(text).digest("hex")}.mjs`);
  if (!existsSync(file)) {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(`${file}.${process.pid}`, text);
    renameSync(`${file}.${process.pid}`, file);
  }
  return pathToFileURL(file);
}

/** Starts a thread of TypeScript from a bundle: a loader of its own would take several times as long to start. */
class BundledWorker extends workerThreads.Worker {
  constructor(source, options) {
    const address = String(source);
    if (!/^file:.*\.ts$/.test(address)) {
      super(source, options);
      return;
    }
    if (!made.has(address)) made.set(address, bundle(address));
    super(made.get(address), { ...options, execArgv: [] });
  }
}

if (isMainThread) {
  register();
  workerThreads.Worker = BundledWorker;
  syncBuiltinESMExports();
}
