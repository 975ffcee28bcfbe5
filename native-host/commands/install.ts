import { readArguments } from '../arguments';
import { BROWSERS, type Browser } from '../install/places';
import { register, unregister } from '../install/register';
import { VarcoError } from '../../shared/errors';
import type { Command } from './command';

const OPTIONS = { browser: { type: 'string', default: 'all' }, user: { type: 'boolean' } } as const;

/** Registers the host with the browsers of this user. */
export const install: Command = {
  name: 'install',
  usage: ['[--browser chromium|chrome|firefox|all] [--user]', 'Let the browsers of this user find Varco.'],
  async run(args, { start }, { output }) {
    for (const path of register(browsersIn(args), start)) output.write(`written ${path}\n`);
  },
};

/** Takes the registration away again. */
export const uninstall: Command = {
  name: 'uninstall',
  usage: ['[--browser chromium|chrome|firefox|all] [--user]', 'Take that away again.'],
  async run(args, _, { output }) {
    const browsers = browsersIn(args);
    for (const path of unregister(browsers, browsers.length === BROWSERS.length)) output.write(`removed ${path}\n`);
  },
};

function browsersIn(args: string[]): readonly Browser[] {
  const { browser } = readArguments({ args, options: OPTIONS }).values;
  if (browser === 'all') return BROWSERS;
  const named = BROWSERS.filter((name) => name === browser);
  if (named.length === 0) throw new VarcoError('usage', { reason: `--browser takes ${BROWSERS.join(', ')} or all.` });
  return named;
}
