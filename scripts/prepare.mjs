import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGES } from './packages.mjs';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['extension', 'native-host', 'shared', 'manifests', 'devkit', 'webpack.config.js', 'tsconfig.json', 'package-lock.json'];
const LOCK_STAMP = join(ROOT, 'node_modules/.varco-lock');
const BUILD_STAMP = join(ROOT, 'dist/.varco-build');

/**
 * Everything that must be in place before a command runs: system packages for these uses, npm packages, the build.
 * Does only what is missing. Exits with 1 and the line to type where it may not install.
 */
export function prepare(uses) {
  installSystemPackages(uses);
  installNpmPackages(uses.includes('build'));
  build();
}

/** Runs a command in the project's folder and shows its output; ends this process if it fails. */
function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: ['ignore', 2, 2], ...options });
  if (error) console.error(`${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function installSystemPackages(uses) {
  const missing = PACKAGES.filter((entry) => entry.for.some((use) => uses.includes(use)) && !existsSync(entry.proof)).map((entry) => entry.package);
  if (missing.length === 0) return;
  const install = ['apt-get', 'install', '-y', '-q', '--no-install-recommends', ...missing];
  const prefix = aptPrefix();
  if (!prefix) {
    console.error(`Some programs are missing. Install them, then run this again:\n  sudo ${install.filter((word) => word !== '-y').join(' ')}`);
    process.exit(1);
  }
  console.error(`Installing from Debian: ${missing.join(' ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [update, ...updateArgs] = [...prefix, 'apt-get', 'update', '-q'];
  run(update, updateArgs, { env });
  const [command, ...args] = [...prefix, ...install];
  run(command, args, { env });
}

/** How apt may be called: directly by root, by sudo without a password, or not at all (null). */
function aptPrefix() {
  if (!existsSync('/usr/bin/apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  const { status } = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
  return status === 0 ? ['sudo', '-n'] : null;
}

function installNpmPackages(withCompiler) {
  const lock = createHash('sha256').update(readFileSync(join(ROOT, 'package-lock.json'))).digest('hex');
  const fresh = existsSync(LOCK_STAMP) && readFileSync(LOCK_STAMP, 'utf8') === lock;
  // The package for PC/SC is optional and needs a compiler: where that came later, npm has to try again.
  const complete = !withCompiler || existsSync(join(ROOT, 'node_modules/pcsclite/build/Release'));
  if (fresh && complete) return;
  console.error('Installing npm packages');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(LOCK_STAMP, lock);
}

function build() {
  const newest = Math.max(...SOURCES.map((name) => newestChange(join(ROOT, name))));
  if (existsSync(BUILD_STAMP) && Number(readFileSync(BUILD_STAMP, 'utf8')) === newest) return;
  console.error('Building');
  run(process.execPath, ['node_modules/webpack/bin/webpack.js']);
  mkdirSync(join(ROOT, 'dist'), { recursive: true });
  writeFileSync(BUILD_STAMP, String(newest));
}

function newestChange(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))));
}
