import { VarcoError } from "../../shared/errors";
import type { PinRules } from "../../shared/pin-rules";
import { CardCare, type CodeStates } from "../cards/care";
import type { Person } from "../cards/person";
import type { Streams } from "../composition";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { readCodes } from "./pin-codes";
import { newPinRules, PIN_TASKS, type PinTask } from "./pin-tasks";
import { triesLeft } from "./tries-left";
import { CARD_OPTIONS, withCard, type ChosenCard } from "./with-card";

const OPTIONS = {
  json: { type: "boolean", default: false },
  ...CARD_OPTIONS,
  stdin: { type: "boolean", default: false },
} as const;

/**
 * Changes the PIN, or sets a new one with the PUK, once. Takes codes from standard input or the reader's keypad only.
 */
export const pin: Command = {
  name: "pin",
  usage: [
    "change|unblock [--stdin] [--reader NAME] [--module FILE] [--json]",
    "Change the PIN (two lines of standard input: old PIN, new PIN) or unblock it (PUK, new PIN). " +
      "A reader with a keypad needs no --stdin.",
  ],
  async run(args, composition, streams) {
    const {
      values: { json, stdin, ...choice },
      positionals: [name, ...more],
    } = readArguments({ args, options: OPTIONS, allowPositionals: true });
    const task = PIN_TASKS.find((each) => each.name === name);
    if (!task || more.length > 0) throw new VarcoError("usage", { reason: 'pin takes "change" or "unblock".' });
    await withCard(composition, choice, (card) => runTask(task, card, { json, stdin }, streams));
  },
};

async function runTask(
  task: PinTask,
  { reader, through, desk, monitor, signal }: ChosenCard,
  { json, stdin }: { readonly json: boolean; readonly stdin: boolean },
  { input, output, errors }: Streams,
): Promise<void> {
  const care = new CardCare(monitor(), desk);
  const rules = await care.pinRules(reader);
  const program = through();
  if (program !== undefined && task.needsPuk) throw new VarcoError("token.elsewhere", { program });
  const person: Person = {
    signal,
    progress: (step) => {
      if (step === "keypad") errors.write(keypadText(task, rules));
    },
  };
  const { pin: ofPin, puk } = await care.inspect(reader, person, async () => null);
  const before = { pin: ofPin, puk };
  if (!stdin && !monitor().hasKeypad(reader))
    throw new VarcoError("usage", {
      reason: "This reader has no keypad: add --stdin, and give each code on a line of standard input.",
    });
  if (!json) output.write(`Before: ${stateText(before)}\n`);
  (json ? errors : output).write(task.warning(before) ?? "");
  const codes = stdin ? await readCodes(task.prompt, rules, { input, errors }, signal) : null;
  const after = await task.run(care, reader, person, codes).finally(() => codes?.forEach((code) => code.fill(0)));
  output.write(json ? `${JSON.stringify({ reader, before, after })}\n` : `${task.done}\nNow: ${stateText(after)}\n`);
}

function keypadText({ typed }: PinTask, rules: PinRules): string {
  return `Type on the reader: ${typed}. The new PIN: ${newPinRules(rules)}. To cancel, press the reader's cancel key.\n`;
}

function stateText({ pin: ofPin, puk }: CodeStates): string {
  return `PIN tries left: ${triesLeft(ofPin)}; PUK tries left: ${triesLeft(puk)}.`;
}
