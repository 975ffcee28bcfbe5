import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HOST_NAME } from '../../shared/identity';
import { VarcoError } from '../../shared/errors';
import { hostManifest } from './manifest';
import { isSupported, manifestPlace, userFolders, type Browser, type Platform, type UserFolders } from './places';

/** Words of the command that starts the host: absolute path of the executable, then its arguments. */
export type StartCommand = readonly [executable: string, ...args: string[]];

/**
 * Writes the start script and the manifest of each browser, in the folders of the person or in the given ones.
 * Returns the paths written. Throws `install.write`, `install.system`.
 */
export function register(browsers: readonly Browser[], command: StartCommand, folders?: UserFolders): string[] {
  const platform = supportedPlatform();
  const place = folders ?? userFolders(platform);
  const script = scriptPath(place);
  put(script, `#!/bin/sh\nexec ${command.map(quote).join(' ')} "$@"\n`);
  chmodSync(script, 0o755);
  const manifests = browsers.map((browser) => {
    const { folder, engine } = manifestPlace(browser, platform, place);
    const path = join(folder, `${HOST_NAME}.json`);
    put(path, hostManifest(engine, script));
    return path;
  });
  return [script, ...manifests];
}

/**
 * Takes away the manifests of these browsers and, with `program`, the start script. A file that is not there is no fault.
 * Returns the paths. Throws `install.write`, `install.system`.
 */
export function unregister(browsers: readonly Browser[], program: boolean): string[] {
  const platform = supportedPlatform();
  const place = userFolders(platform);
  const paths = browsers.map((browser) => join(manifestPlace(browser, platform, place).folder, `${HOST_NAME}.json`));
  if (program) paths.push(scriptPath(place));
  for (const path of paths) {
    try {
      rmSync(path, { force: true });
    } catch (thrown) {
      throw writeError(path, thrown);
    }
  }
  return paths;
}

function scriptPath(folders: UserFolders): string {
  return join(folders.data, 'varco', 'varco-host');
}

function supportedPlatform(): Platform {
  const { platform } = process;
  if (!isSupported(platform)) throw new VarcoError('install.system', { system: platform });
  return platform;
}

function put(path: string, content: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  } catch (thrown) {
    throw writeError(path, thrown);
  }
}

function writeError(path: string, thrown: unknown): VarcoError {
  const reason = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
  return new VarcoError('install.write', { path, reason }, { cause: thrown });
}

/** A word for /bin/sh (POSIX.1-2017 §2.2.2): single quotes keep everything but themselves. */
function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
