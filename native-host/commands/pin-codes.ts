import { ReadStream } from "node:tty";
import type { PinRules } from "../../shared/pin-rules";
import { VarcoError } from "../../shared/errors";
import type { Streams } from "../composition";
import { askLines } from "./ask-lines";
import { firstLines } from "./lines";
import { newPinRules } from "./pin-tasks";

/**
 * Reads two codes from standard input: an old PIN or PUK, then the new PIN. At a terminal it asks for each, and for the
 * new PIN twice. The caller wipes them. Throws `pin.repeat`, and what `firstLines` and `askLines` throw.
 */
export async function readCodes(
  firstPrompt: string,
  rules: PinRules,
  { input, errors }: Pick<Streams, "input" | "errors">,
  signal: AbortSignal,
): Promise<readonly [Buffer, Buffer]> {
  if (!(input instanceof ReadStream)) {
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await firstLines(input, 2, signal);
    return [first, second];
  }
  const prompts = [firstPrompt, `New PIN (${newPinRules(rules)}): `, "New PIN again: "];
  const lines = await askLines(input, errors, prompts, signal);
  const [first = Buffer.alloc(0), second = Buffer.alloc(0), again = Buffer.alloc(0)] = lines;
  const same = second.equals(again);
  again.fill(0);
  if (same) return [first, second];
  for (const code of [first, second]) code.fill(0);
  throw new VarcoError("pin.repeat");
}
