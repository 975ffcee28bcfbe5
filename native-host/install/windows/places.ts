import { existsSync } from "node:fs";
import { win32 } from "node:path";
import { VarcoError } from "../../../shared/errors";
import { HOST_NAME } from "../../../shared/identity";
import { BROWSERS, type Browser, type Engine } from "../browsers";
import type { StartCommand } from "../start-script";

/** The program of an installed package, beside its Node. */
export const LAUNCHER = "varco-host.exe";

/** The places of one person's registration on Windows: absolute paths, and keys below HKEY_CURRENT_USER. */
export interface WindowsPlaces {
  /** The folder of the manifests. */
  readonly folder: string;
  /** What browsers start. */
  readonly program: string;
  /** Whether a package has brought program and manifests. */
  readonly packaged: boolean;
  readonly browsers: readonly WindowsBrowser[];
}

/** Where one browser finds the host. */
export interface WindowsBrowser {
  readonly name: string;
  readonly title: string;
  readonly engine: Engine;
  readonly keys: readonly string[];
  /** The manifest to which these keys lead. */
  readonly manifest: string;
}

/** The file with the native-messaging manifest for browsers of that engine. */
export function manifestName(engine: Engine): string {
  return `${HOST_NAME}.${engine}.json`;
}

/**
 * The places of the person who runs this. A package has its own manifests beside its program; else they and the start
 * script lie in `%LOCALAPPDATA%\Varco`. Throws `install.home` without that folder.
 */
export function windowsPlaces(
  [node]: StartCommand,
  env: Readonly<NodeJS.ProcessEnv> = process.env,
  browsers: readonly Pick<Browser, "name" | "title" | "engine" | "registry">[] = BROWSERS,
  exists: (path: string) => boolean = existsSync,
): WindowsPlaces {
  const beside = win32.dirname(node);
  const launcher = launcherOf(node, exists);
  const packaged = launcher !== null;
  const folder = packaged ? beside : win32.join(localFolder(env), "Varco");
  return {
    folder,
    packaged,
    program: launcher ?? win32.join(folder, "varco-host.cmd"),
    browsers: browsers.map(({ name, title, engine, registry }) => ({
      name,
      title,
      engine,
      keys: registry.map((key) => `Software\\${key}\\NativeMessagingHosts\\${HOST_NAME}`),
      manifest: win32.join(folder, manifestName(engine)),
    })),
  };
}

/** The program of the package to which this Node belongs; null: no package brought it. */
export function launcherOf(node: string, exists: (path: string) => boolean = existsSync): string | null {
  const launcher = win32.join(win32.dirname(node), LAUNCHER);
  return exists(launcher) ? launcher : null;
}

function localFolder(env: Readonly<NodeJS.ProcessEnv>): string {
  const local = env["LOCALAPPDATA"] ?? "";
  if (!win32.isAbsolute(local)) throw new VarcoError("install.home", { path: "%LOCALAPPDATA%" });
  return local;
}
