import { VarcoError } from '../../shared/errors';
import { readArguments } from '../arguments';
import { CardCare, type CodeStates, type Person } from '../cards/care';
import { chooseReader } from '../cards/choose';
import { checkChange, checkUnblock } from '../cards/code-rules';
import { CardDesk } from '../cards/desk';
import { CardMonitor } from '../cards/monitor';
import type { Command } from './command';
import { firstLines } from './lines';
import { triesLeft } from './tries-left';

const OPTIONS = {
  json: { type: 'boolean', default: false }, reader: { type: 'string' }, stdin: { type: 'boolean', default: false },
} as const;

/** From here on wrong PUKs are warned of. */
const FEW_PUK_TRIES = 3;

/** What is done, with two codes: as lines of standard input, or null where they are typed on the reader. */
interface Work {
  readonly name: string;
  /** What to type on the reader. */
  readonly typed: string;
  readonly done: string;
  /** What to know before it, as a line. */
  warning(before: CodeStates): string | null;
  run(care: CardCare, reader: string, person: Person, codes: readonly [Buffer, Buffer] | null): Promise<CodeStates>;
}

const WORKS: readonly Work[] = [
  {
    name: 'change',
    typed: 'the old PIN, then the new one twice',
    done: 'The PIN was changed.',
    warning: ({ pin: { triesLeft: left } }) => (left === 1 ? 'Careful: one more wrong PIN blocks it.\n' : null),
    run(care, reader, person, codes) {
      if (codes) checkChange({ oldPin: text(codes[0]), newPin: text(codes[1]) });
      return care.changePin(reader, person, codes && { oldPin: codes[0], newPin: codes[1] });
    },
  },
  {
    name: 'unblock',
    typed: 'the PUK, then the new PIN twice',
    done: 'The new PIN holds, and is not blocked.',
    warning: ({ puk: { triesLeft: left } }) => (
      left !== null && left > 0 && left <= FEW_PUK_TRIES ? `Careful: PUK tries left: ${left}. After the last one the card can never be used again.\n` : null),
    run(care, reader, person, codes) {
      if (codes) checkUnblock({ puk: text(codes[0]), newPin: text(codes[1]) });
      return care.unblockPin(reader, person, codes && { puk: codes[0], newPin: codes[1] });
    },
  },
];

/** Changes the PIN, or sets a new one with the PUK; once. Codes come from standard input or the reader's keypad only. */
export const pin: Command = {
  name: 'pin',
  usage: [
    'change|unblock [--stdin] [--reader NAME] [--json]',
    'Change the PIN (two lines of standard input: old PIN, new PIN) or unblock it (PUK, new PIN). A reader with a keypad needs no --stdin.',
  ],
  async run(args, { openReaders, cardLock }, { input, output, errors }) {
    const { values, positionals: [name, ...more] } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    const work = WORKS.find((each) => each.name === name);
    if (!work || more.length > 0) throw new VarcoError('usage', { reason: 'pin takes "change" or "unblock".' });
    const readers = openReaders();
    const desk = new CardDesk(readers, cardLock);
    let monitor: CardMonitor | null = null;
    const interrupt = new AbortController();
    const interrupted = () => interrupt.abort();
    process.once('SIGINT', interrupted);
    try {
      await readers.ready();
      const { name: reader } = chooseReader(readers.state(), values.reader);
      monitor = new CardMonitor(readers, desk);
      const care = new CardCare(monitor, desk);
      const person: Person = {
        signal: interrupt.signal,
        progress: (step) => { if (step === 'keypad') errors.write(`Type on the reader: ${work.typed}.\n`); },
      };
      const { pin: pinBefore, puk } = await care.inspect(reader, person, async () => null);
      const before = { pin: pinBefore, puk };
      if (!values.stdin && !monitor.hasKeypad(reader)) throw new VarcoError('usage', { reason: 'This reader has no keypad: add --stdin, and give the codes on standard input, a line each.' });
      if (!values.json) output.write(`Before: ${stateText(before)}\n${work.warning(before) ?? ''}`);
      const after = await withCodes(values.stdin ? input : null, (codes) => work.run(care, reader, person, codes));
      output.write(values.json ? `${JSON.stringify({ reader, before, after })}\n` : `${work.done}\nNow: ${stateText(after)}\n`);
    } finally {
      process.off('SIGINT', interrupted);
      monitor?.close();
      await readers.close();
    }
  },
};

/** Codes from two lines of the input (null: none), wiped when the work is over. */
async function withCodes<T>(input: AsyncIterable<Buffer> | null, work: (codes: readonly [Buffer, Buffer] | null) => Promise<T>): Promise<T> {
  if (input === null) return work(null);
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await firstLines(input, 2);
  try {
    return await work([first, second]);
  } finally {
    first.fill(0);
    second.fill(0);
  }
}

/** For the rules; a string cannot be wiped, and is gone with this process. */
function text(code: Buffer): string {
  return code.toString('utf8');
}

function stateText({ pin: ofPin, puk }: CodeStates): string {
  return `PIN tries left: ${triesLeft(ofPin)}; PUK tries left: ${triesLeft(puk)}.`;
}
