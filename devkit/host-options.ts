import { readFileSync } from 'node:fs';
import type { Trust } from '../native-host/tls/trust';

/** How a devkit host differs from the release. They stand before what the browser adds to the command. */
export interface DevkitHostOptions {
  /** These options as they were given. */
  readonly own: readonly string[];
  /** Loopback port of a virtual card's door; null: real PC/SC readers. */
  readonly cardPort: number | null;
  readonly trust: Trust;
  /** Folder that stands for the system's. */
  readonly systemRoot: string;
  /** What is left for the host itself. */
  readonly rest: readonly string[];
}

const CARD = '--devkit-card=';
const TRUST = '--devkit-trust=';
const SYSTEM = '--devkit-system=';

/** Takes the devkit's own options off the front of the arguments. */
export function readHostOptions(args: readonly string[]): DevkitHostOptions {
  const end = args.findIndex((arg) => !arg.startsWith('--devkit-'));
  const own = end < 0 ? args : args.slice(0, end);
  const value = (name: string) => own.find((arg) => arg.startsWith(name))?.slice(name.length);
  const port = value(CARD);
  const trustFile = value(TRUST);
  return {
    own,
    cardPort: port === undefined ? null : Number(port),
    trust: trustFile === undefined ? {} : { extraCa: readFileSync(trustFile, 'utf8') },
    systemRoot: value(SYSTEM) ?? '/',
    rest: end < 0 ? [] : args.slice(end),
  };
}

/** The same options as words of a command. `trustFile`: path of a PEM file. */
export function writeHostOptions({ cardPort, trustFile, systemRoot }: { cardPort: number | null; trustFile: string; systemRoot?: string }): string[] {
  return [...(cardPort === null ? [] : [`${CARD}${cardPort}`]), `${TRUST}${trustFile}`, ...(systemRoot === undefined ? [] : [`${SYSTEM}${systemRoot}`])];
}
