import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { BROWSER_NAMES } from '../../devkit/browser/browsers';
import { modelTime } from '../../devkit/card';
import { openStage } from '../../devkit/stage/stage';
import { measureOpenScSignature } from '../card/opensc';
import { measureCard, type CardCost } from './card-cost';
import { measureStart } from './host-start';
import { measureLogins } from './login-time';
import { measureMemory } from './memory';
import { measureProbe } from './probe-time';

const RELEASE = [process.execPath, fileURLToPath(new URL('../../dist/host/main.cjs', import.meta.url))] as const;
const PACKAGES = ['chromium', 'firefox'].map((browser) => fileURLToPath(new URL(`../../dist/varco-${browser}.zip`, import.meta.url)));
const BAUD = 115_200;

const row = (what: string, measured: string, bound: string) => console.log(`| ${what} | ${measured} | ${bound} |`);
const ms = (value: number) => `${value.toFixed(0)} ms`;
const cost = ({ counters, trace }: CardCost) =>
  `${counters.apdus} APDUs, ${counters.bytesToCard + counters.bytesFromCard} bytes, ${(modelTime(trace, { baud: BAUD }) / 1000).toFixed(1)} s at ${BAUD} baud (model)`;
const times = (low: CardCost, high: CardCost) => `${(high.counters.apdus / low.counters.apdus).toFixed(1)} times fewer APDUs than OpenSC`;

const stage = await openStage();
let probe: number;
try {
  console.log('| what | measured | must reach |\n| --- | --- | --- |');
  const { first, known } = await measureCard(stage);
  const opensc = await measureOpenScSignature(await stage.pki.card());
  row('one signature with OpenSC', cost(opensc), '–');
  row('login, card just inserted', `${cost(first)}; ${times(first, opensc)}`, '12 APDUs');
  row('login, certificate known', `${cost(known)}; ${times(known, opensc)}`, '6 APDUs');
  const start = await measureStart(RELEASE);
  row('host start to first answer (median of 20)', `${ms(start.host)} = ${(start.host / start.node).toFixed(2)} × \`node -e 0\` (${ms(start.node)})`, '2 ×');
  probe = await measureProbe(stage);
  const memory = await measureMemory(stage);
  row('host memory, idle after a login', `${memory.host.toFixed(0)} MB = ${(memory.host / memory.node).toFixed(2)} × bare node (${memory.node.toFixed(0)} MB)`, '2 ×');
} finally {
  await stage.close();
}
for (const path of PACKAGES) row(`package ${path.split('/').at(-1)}`, `${(statSync(path).size / 1000).toFixed(0)} KB`, '300 KB');
for (const name of BROWSER_NAMES) {
  const { login: { ask, card, tls, handOver }, software } = await measureLogins(name);
  const whole = ask + card + tls + handOver;
  row(
    `click to logged in, ${name}, PIN typing excluded`,
    `${ms(whole)}: ${ms(ask)} to the request for the PIN (failed navigation, host's start, probe ${ms(probe)}, page), card ${ms(card)}, TLS ${ms(tls)}, hand-over ${ms(handOver)}`,
    `printed; the same request with a software key in Node's https: ${ms(software)} (1 : ${(whole / software).toFixed(1)})`,
  );
}
