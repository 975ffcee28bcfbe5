import { existsSync } from "node:fs";
import { basename } from "node:path";
import { toVarcoError, VarcoError } from "../../shared/errors";
import { log } from "../log";
import { VENDOR_MODULES, type ModuleSystem, type VendorModule } from "./table";
import { trustedFile } from "./trusted-file";

/** A module that is on this computer and may be loaded. */
export interface FoundModule {
  /** Real path. */
  readonly file: string;
  /** The name that people read. */
  readonly program: string;
}

const DEBIAN_ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: "x86_64-linux-gnu",
  arm64: "aarch64-linux-gnu",
  ia32: "i386-linux-gnu",
  arm: "arm-linux-gnueabihf",
};

function isSystem(platform: string): platform is ModuleSystem {
  return platform === "linux" || platform === "darwin" || platform === "win32";
}

/** The modules of the table that are on this computer. One that may not be loaded is left out, and the log says why. */
export function findModules(
  table: readonly VendorModule[] = VENDOR_MODULES,
  platform: string = process.platform,
  architecture: string = process.arch,
): FoundModule[] {
  if (!isSystem(platform)) return [];
  const debian = DEBIAN_ARCHITECTURES[architecture] ?? architecture;
  const found = new Map<string, FoundModule>();
  for (const { program, files } of table) {
    const file = files[platform].map((path) => path.replace("{arch}", debian)).find((path) => existsSync(path));
    if (file === undefined) continue;
    try {
      const real = trustedFile(file);
      if (!found.has(real)) found.set(real, { file: real, program });
    } catch (thrown) {
      log.failure("finding modules of cards", toVarcoError(thrown));
    }
  }
  return [...found.values()];
}

/** A module that a person names. The table names its program; else its file does. Throws `token.module`. */
export function namedModule(file: string, table: readonly VendorModule[] = VENDOR_MODULES): FoundModule {
  const real = trustedFile(file);
  const name = basename(file);
  const known = table.find(({ files }) =>
    Object.values(files).some((paths) => paths.some((path) => endsWith(path, name))),
  );
  return { file: real, program: known?.program ?? name.slice(0, 100) };
}

function endsWith(path: string, name: string): boolean {
  return path.split(/[/\\]/).at(-1) === name;
}

/** The error of a module in use. */
export function moduleError(
  code: "token.crashed" | "token.silent" | "token.elsewhere",
  { program }: FoundModule,
  cause?: unknown,
): VarcoError {
  return new VarcoError(code, { program }, { cause });
}
