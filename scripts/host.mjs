// `npm run -s host -- COMMAND`: builds what changed, then runs the host as it is delivered.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT, prepare } from './prepare.mjs';

prepare([]);
const { status } = spawnSync(process.execPath, [join(ROOT, 'dist/host/main.cjs'), ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(status ?? 1);
