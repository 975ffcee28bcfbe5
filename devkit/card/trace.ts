import { toHex } from "./hex";

/** One APDU and its answer, in lower-case hexadecimal; each byte that may be secret is `**`. */
export interface Exchange {
  readonly command: string;
  /** Null when the card was pulled out before it could answer. */
  readonly answer: string | null;
}

/** VERIFY, CHANGE REFERENCE DATA, RESET RETRY COUNTER. */
const SECRET_INSTRUCTIONS: ReadonlySet<number> = new Set([0x20, 0x24, 0x2c]);
const HEADER = 5;

/** The trace entry of an exchange, with the body of every command that carries a PIN or PUK made unreadable. */
export function traced(command: Uint8Array, answer: Uint8Array | null): Exchange {
  const secret = SECRET_INSTRUCTIONS.has(command[1] ?? 0);
  const shown = secret ? command.subarray(0, HEADER) : command;
  return {
    command: toHex(shown) + "**".repeat(command.length - shown.length),
    answer: answer && toHex(answer),
  };
}

/** What went over the wire: APDUs, bytes to the card, bytes from the card, resets. */
export interface Counters {
  readonly apdus: number;
  readonly bytesToCard: number;
  readonly bytesFromCard: number;
  readonly resets: number;
}

/** Counts a trace. */
export function count(trace: readonly Exchange[]): Omit<Counters, "resets"> {
  return {
    apdus: trace.length,
    bytesToCard: trace.reduce((sum, { command }) => sum + command.length / 2, 0),
    bytesFromCard: trace.reduce((sum, { answer }) => sum + (answer?.length ?? 0) / 2, 0),
  };
}
