import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { readArguments } from '../arguments';
import { chooseReader } from '../cards/choose';
import { CardDesk } from '../cards/desk';
import { CardMonitor } from '../cards/monitor';
import { VarcoError } from '../../shared/errors';
import { Login } from '../login/login';
import { parseHttpsUrl } from '../tls/address';
import { withAuthorities } from './authorities';
import type { Command } from './command';

const OPTIONS = { ca: { type: 'string' }, reader: { type: 'string' }, 'pin-stdin': { type: 'boolean', default: false } } as const;
const LONGEST_LINE = 1024;

/** Makes one request with the card as client certificate. The PIN comes from standard input only. */
export const get: Command = {
  name: 'get',
  usage: ['URL --pin-stdin [--ca FILE] [--reader NAME]', 'Make one request with the card; the PIN is the first line of standard input.'],
  async run(args, { openReaders, trust }, { input, output }) {
    const { values, positionals: [text, ...more] } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    if (text === undefined || more.length > 0) throw new VarcoError('usage', { reason: 'get takes one URL.' });
    if (!values['pin-stdin']) throw new VarcoError('usage', { reason: 'get reads the PIN from standard input: add --pin-stdin.' });
    const url = parseHttpsUrl(text);
    const readers = openReaders();
    const desk = new CardDesk(readers);
    let monitor: CardMonitor | null = null;
    let login: Login | null = null;
    const interrupt = new AbortController();
    const interrupted = () => interrupt.abort();
    process.once('SIGINT', interrupted);
    try {
      await readers.ready();
      const { name: reader } = chooseReader(readers.state(), values.reader);
      monitor = new CardMonitor(readers, desk);
      const person = { signal: interrupt.signal, progress: () => {}, askPin: () => firstLine(input) };
      login = new Login({ origin: url.origin, reader, card: await monitor.card(reader), desk, trust: withAuthorities(trust, values.ca) });
      await login.open(person);
      const answer = await login.request({ method: 'GET', url, headers: [] }, person);
      const head = [`HTTP/1.1 ${answer.status} ${answer.statusText}`.trimEnd(), ...answer.headers.map(([name, value]) => `${name}: ${value}`)];
      output.write(`${head.join('\n')}\n\n`);
      if (!output.write(answer.body)) await once(output, 'drain');
    } finally {
      process.off('SIGINT', interrupted);
      await login?.close();
      monitor?.close();
      await readers.close();
    }
  },
};

/** The first line, without its end. Throws `pin.cancelled` if there is none. */
async function firstLine(input: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const data of input) {
    const part = Buffer.from(data);
    const end = part.indexOf('\n');
    parts.push(end < 0 ? part : part.subarray(0, end));
    length += part.length;
    if (end >= 0 || length > LONGEST_LINE) break;
  }
  if (length === 0) throw new VarcoError('pin.cancelled');
  const line = Buffer.concat(parts);
  for (const part of parts) part.fill(0);
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}
