import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HOST_NAME } from '../../shared/identity';
import { VarcoError } from '../../shared/errors';
import { hostManifest } from './manifest';
import { engineOf, isSupported, manifestFolder, programFolder, type Browser, type Platform } from './places';

/** What is started: the Node executable and its arguments, all absolute paths. */
export interface Program {
  readonly command: readonly string[];
}

/** Writes the start script and the manifest of each browser. Returns the paths written. Throws `install.write`, `install.system`. */
export function register(browsers: readonly Browser[], program: Program): string[] {
  const platform = supportedPlatform();
  const script = scriptPath(platform);
  put(script, `#!/bin/sh\nexec ${program.command.map(quote).join(' ')} "$@"\n`);
  chmodSync(script, 0o755);
  const manifests = browsers.map((browser) => {
    const path = manifestPath(browser, platform);
    put(path, hostManifest(engineOf(browser), script));
    return path;
  });
  return [script, ...manifests];
}

/** Takes away the manifests of these browsers, and the start script if `all`. Missing files are no fault. Returns the paths. */
export function unregister(browsers: readonly Browser[], all: boolean): string[] {
  const platform = supportedPlatform();
  const paths = browsers.map((browser) => manifestPath(browser, platform));
  if (all) paths.push(scriptPath(platform));
  for (const path of paths) {
    try {
      rmSync(path, { force: true });
    } catch (thrown) {
      throw writeError(path, thrown);
    }
  }
  return paths;
}

function manifestPath(browser: Browser, platform: Platform): string {
  return join(manifestFolder(browser, platform), `${HOST_NAME}.json`);
}

function scriptPath(platform: Platform): string {
  return join(programFolder(platform), 'varco-host');
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
