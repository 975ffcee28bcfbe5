import { readSync, writeSync } from "node:fs";
import type { RequestParams } from "../../shared/messages";
import { encodeFrame, frameLength, LENGTH_BYTES } from "./frames";
import { greetingAnswer, greetingIn, LONGEST_GREETING } from "./greeting";

/** What became of the first frame before the streams were opened. */
export interface EarlyGreeting {
  /** The greeting, which has its answer; null: the port reads it. */
  readonly greeting: RequestParams<"hello"> | null;
  /** What was read and not understood: it comes before the bytes of the input stream. */
  readonly unread: Buffer;
  /** What of the answer could not be written at once: it comes before all else on the output stream. */
  readonly unsent: Buffer;
}

const NOTHING = Buffer.alloc(0);
/** Nothing was read: the port does all. */
export const NO_EARLY_GREETING: EarlyGreeting = { greeting: null, unread: NOTHING, unsent: NOTHING };

/**
 * Answers the extension's greeting with plain reads and writes, and waits for it: the host has nothing else to do. Node's
 * streams for pipes and the code for other messages take a third as long to load as Node itself takes to start. Whatever
 * is no ordinary greeting is left to the port. The two numbers are file descriptors. Never throws.
 */
export function greetEarly(input: number, output: number): EarlyGreeting {
  // The pipes of Windows may be of a kind that such reads do not take.
  if (process.platform === "win32") return NO_EARLY_GREETING;
  const start = read(input, LENGTH_BYTES);
  const length = start.length === LENGTH_BYTES ? frameLength(start) : 0;
  if (length === 0 || length > LONGEST_GREETING) return { ...NO_EARLY_GREETING, unread: start };
  const body = read(input, length);
  const message = body.length === length ? greetingIn(body) : null;
  if (message === null) return { ...NO_EARLY_GREETING, unread: Buffer.concat([start, body]) };
  const answer = encodeFrame({ kind: "result", id: message.id, result: greetingAnswer() });
  return { greeting: message.params, unread: NOTHING, unsent: written(output, answer) };
}

/** As many bytes, fewer where the input ends or has none at the moment. */
function read(input: number, wanted: number): Buffer {
  const bytes = Buffer.alloc(wanted);
  let held = 0;
  try {
    for (let got = -1; held < wanted && got !== 0; held += got) got = readSync(input, bytes, held, wanted - held, null);
  } catch {
    // The stream meets the same error, or waits for more.
  }
  return bytes.subarray(0, held);
}

/** Writes what the output takes at once, and returns the rest. */
function written(output: number, bytes: Buffer): Buffer {
  let sent = 0;
  try {
    while (sent < bytes.length) sent += writeSync(output, bytes, sent);
  } catch {
    // The stream meets the same error, or waits until the other side reads.
  }
  return bytes.subarray(sent);
}
