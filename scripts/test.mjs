// `npm test [-- STAGE…]`: puts everything in place and runs the checks; the last line counts them.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, prepare } from './prepare.mjs';

const mocha = (files) => ({ mocha: files });
const STAGES = {
  types: { command: ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'] },
  lint: { command: ['node_modules/eslint/bin/eslint.js', '.'] },
  imports: { command: ['node_modules/dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'extension', 'native-host', 'shared', 'devkit', 'test'] },
  'lint-chromium': { command: ['node_modules/web-ext/bin/web-ext.js', 'lint', '--source-dir', 'dist/extension/chromium', '--self-hosted'] },
  'lint-firefox': { command: ['node_modules/web-ext/bin/web-ext.js', 'lint', '--source-dir', 'dist/extension/firefox'] },
  unit: mocha('test/unit/**/*.test.ts'),
  card: mocha('test/card/**/*.test.ts'),
  host: mocha('test/host/**/*.test.ts'),
  e2e: mocha('test/e2e/**/*.test.ts'),
};

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(STAGES);
const unknown = names.filter((name) => !(name in STAGES));
if (unknown.length > 0) {
  console.error(`Unknown stage: ${unknown.join(', ')}. There are: ${Object.keys(STAGES).join(', ')}`);
  process.exit(2);
}
prepare(['build', 'chromium', 'firefox', 'virtual-display', 'pcsc', 'witness']);

const folder = mkdtempSync(join(tmpdir(), 'varco-test-'));
let passed = 0;
let failed = 0;
for (const name of names) {
  const stage = STAGES[name];
  const started = Date.now();
  console.log(`\n== ${name}`);
  const [passes, failures] = stage.mocha ? runMocha(name, stage.mocha) : runCommand(stage.command);
  passed += passes;
  failed += failures;
  console.log(`== ${name}: ${failures === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
rmSync(folder, { recursive: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function runCommand([script, ...args]) {
  const { status } = spawnSync(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, stdio: 'inherit' });
  return status === 0 ? [1, 0] : [0, 1];
}

/** A run that ends without counting, and a test left out, are failures: nothing is skipped silently. */
function runMocha(name, files) {
  const counts = join(folder, `${name}.json`);
  const args = ['node_modules/mocha/bin/mocha.js', '--reporter', 'scripts/mocha-counts.cjs', files];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, VARCO_COUNTS: counts } });
  try {
    const { passes, failures, pending } = JSON.parse(readFileSync(counts, 'utf8'));
    const lost = status !== 0 && failures === 0 ? 1 : 0;
    return [passes, failures + pending + lost];
  } catch {
    return [0, 1];
  }
}
