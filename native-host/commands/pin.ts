import { ReadStream } from "node:tty";
import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { readArguments } from "../arguments";
import { CardCare, type CodeStates, type Person } from "../cards/care";
import { chooseReader } from "../cards/choose";
import { checkChange, checkUnblock } from "../cards/code-rules";
import { CardDesk } from "../cards/desk";
import { CardMonitor } from "../cards/monitor";
import type { Streams } from "../program";
import { askLines } from "./ask-lines";
import type { Command } from "./command";
import { firstLines } from "./lines";
import { triesLeft } from "./tries-left";

const OPTIONS = {
  json: { type: "boolean", default: false },
  reader: { type: "string" },
  stdin: { type: "boolean", default: false },
} as const;

/** From here on wrong PUKs are warned of. */
const FEW_PUK_TRIES = 3;

/** What is done, with two codes: as lines of standard input, or null where they are typed on the reader. */
interface Work {
  readonly name: string;
  /** What to type on the reader, which checks no more than that codes have 5 to 8 digits. */
  readonly typed: string;
  /** The code that comes before the new PIN, as a terminal asks for it. */
  readonly asked: string;
  readonly done: string;
  /** What to know before it, as a line. */
  warning(before: CodeStates): string | null;
  run(care: CardCare, reader: string, person: Person, codes: readonly [Buffer, Buffer] | null): Promise<CodeStates>;
}

const WORKS: readonly Work[] = [
  {
    name: "change",
    typed: "the old PIN, then the new one twice",
    asked: "Old PIN: ",
    done: "The PIN was changed.",
    warning: ({ pin: { triesLeft: left } }) => (left === 1 ? "Careful: one more wrong PIN blocks it.\n" : null),
    async run(care, reader, person, codes) {
      if (codes) checkChange({ oldPin: text(codes[0]), newPin: text(codes[1]) });
      return care.changePin(reader, person, codes && { oldPin: codes[0], newPin: codes[1] });
    },
  },
  {
    name: "unblock",
    typed: "the PUK, all 8 digits of it, then the new PIN twice",
    asked: "PUK, 8 digits: ",
    done: "The PIN is unblocked: the new one works from now on.",
    warning: ({ puk: { triesLeft: left } }) =>
      left !== null && left > 0 && left <= FEW_PUK_TRIES
        ? `Careful: PUK tries left: ${left}. After the last one the card can never be used again.\n`
        : null,
    async run(care, reader, person, codes) {
      if (codes) checkUnblock({ puk: text(codes[0]), newPin: text(codes[1]) });
      return care.unblockPin(reader, person, codes && { puk: codes[0], newPin: codes[1] });
    },
  },
];

/** What nobody checks of a new PIN that is typed on a reader, but for the digits' number. */
const NEW_PIN = `${LIMITS.pinMin} to ${LIMITS.pinMax} digits, not one digit repeated, no row such as 12345`;

/** Changes the PIN, or sets a new one with the PUK; once. Codes come from standard input or the reader's keypad only. */
export const pin: Command = {
  name: "pin",
  usage: [
    "change|unblock [--stdin] [--reader NAME] [--json]",
    "Change the PIN (two lines of standard input: old PIN, new PIN) or unblock it (PUK, new PIN). A reader with a keypad needs no --stdin.",
  ],
  async run(args, { openReaders, cardLock }, { input, output, errors }) {
    const {
      values,
      positionals: [name, ...more],
    } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    const work = WORKS.find((each) => each.name === name);
    if (!work || more.length > 0) throw new VarcoError("usage", { reason: 'pin takes "change" or "unblock".' });
    const readers = openReaders();
    const desk = new CardDesk(readers, cardLock);
    let monitor: CardMonitor | null = null;
    const interrupt = new AbortController();
    const interrupted = () => interrupt.abort();
    process.once("SIGINT", interrupted);
    try {
      await readers.ready();
      const { name: reader } = chooseReader(readers.state(), values.reader);
      monitor = new CardMonitor(readers, desk);
      const care = new CardCare(monitor, desk);
      const person: Person = {
        signal: interrupt.signal,
        progress: (step) => {
          if (step === "keypad")
            errors.write(
              `Type on the reader: ${work.typed}. A new PIN: ${NEW_PIN}. To cancel, press the cancel key of the reader.\n`,
            );
        },
      };
      const { pin: pinBefore, puk } = await care.inspect(reader, person, async () => null);
      const before = { pin: pinBefore, puk };
      if (!values.stdin && !monitor.hasKeypad(reader))
        throw new VarcoError("usage", {
          reason: "This reader has no keypad: add --stdin, and give the codes on standard input, a line each.",
        });
      if (!values.json) output.write(`Before: ${stateText(before)}\n`);
      (values.json ? errors : output).write(work.warning(before) ?? "");
      const codes = values.stdin ? await readCodes(work, { input, errors }, interrupt.signal) : null;
      const after = await work.run(care, reader, person, codes).finally(() => codes?.forEach((code) => code.fill(0)));
      output.write(
        values.json ? `${JSON.stringify({ reader, before, after })}\n` : `${work.done}\nNow: ${stateText(after)}\n`,
      );
    } finally {
      process.off("SIGINT", interrupted);
      monitor?.close();
      await readers.close();
    }
  },
};

/** Two codes from standard input; a person at a terminal is asked for them. */
async function readCodes(
  { asked }: Work,
  { input, errors }: Pick<Streams, "input" | "errors">,
  signal: AbortSignal,
): Promise<readonly [Buffer, Buffer]> {
  if (!(input instanceof ReadStream)) {
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await firstLines(input, 2, signal);
    return [first, second];
  }
  const prompts = [asked, `New PIN (${NEW_PIN}): `, "New PIN again: "];
  const [first = Buffer.alloc(0), second = Buffer.alloc(0), again = Buffer.alloc(0)] = await askLines(
    input,
    errors,
    prompts,
    signal,
  );
  const same = second.equals(again);
  again.fill(0);
  if (same) return [first, second];
  for (const code of [first, second]) code.fill(0);
  throw new VarcoError("pin.repeat");
}

/** For the rules; a string cannot be wiped, and is gone with this process. */
function text(code: Buffer): string {
  return code.toString("utf8");
}

function stateText({ pin: ofPin, puk }: CodeStates): string {
  return `PIN tries left: ${triesLeft(ofPin)}; PUK tries left: ${triesLeft(puk)}.`;
}
