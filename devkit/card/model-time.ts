import type { Exchange } from "./trace";

/** The line between reader and card. */
export interface Line {
  /** Bits a second: 9600 of a slow reader to 115200 and above. */
  readonly baud: number;
  /** Default T=1. */
  readonly protocol?: "T=0" | "T=1";
}

/**
 * Working time of the card by instruction, ms. Assumptions: in the trace published with OpenSC issue #3804 a refused
 * READ took 12 ms and a SELECT 22 to 45 ms, hence 10 for anything and 20 for SELECT; VERIFY writes its counter twice in
 * EEPROM at about 5 ms a page; CHANGE and UNBLOCK write the secret too.
 */
const WORK_MS: ReadonlyMap<number, number> = new Map([
  [0xa4, 20],
  [0x20, 20],
  [0x24, 40],
  [0x2c, 40],
]);
const WORK_OTHERWISE_MS = 10;
/** One private-key operation by modulus size in bytes, ms: the order of magnitude of co-processors in CNS chips. */
const RSA_MS: ReadonlyMap<number, number> = new Map([
  [128, 150],
  [256, 600],
  [384, 1400],
  [512, 3000],
]);

/** Bits of one character with guard time: T=1 with the shortest guard 11, T=0 12 (ISO/IEC 7816-3 §7.3, §11.4.2). */
const CHARACTER_BITS = { "T=0": 12, "T=1": 11 } as const;
/**
 * T=1: bytes around the information of a block, the most a block carries (IFS), the block turn-around in bit times
 * (§11.3, §11.4.3).
 */
const T1 = { overhead: 4, informationMax: 254, turnaroundBits: 22 } as const;
/** T=0: one procedure byte before the data (§10.3.3). */
const T0_PROCEDURE = 1;

/** Milliseconds that the exchanges of a trace would take on a card at the given speed, by the constants above. */
export function modelTime(trace: readonly Exchange[], line: Line): number {
  return trace.reduce((sum, exchange) => sum + exchangeTime(exchange, line), 0);
}

function exchangeTime({ command, answer }: Exchange, { baud, protocol = "T=1" }: Line): number {
  const bytes = { sent: command.length / 2, received: (answer?.length ?? 0) / 2 };
  const bits = protocol === "T=0" ? bitsT0(bytes) : bitsT1(bytes.sent) + bitsT1(bytes.received);
  return workTime(command, answer) + (bits / baud) * 1000;
}

function bitsT0({ sent, received }: { sent: number; received: number }): number {
  return (Math.max(sent, 5) + T0_PROCEDURE + received) * CHARACTER_BITS["T=0"];
}

/** Every block but the last is acknowledged by a block without information. */
function bitsT1(length: number): number {
  const blocks = Math.max(1, Math.ceil(length / T1.informationMax));
  const characters = length + blocks * T1.overhead + (blocks - 1) * T1.overhead;
  return characters * CHARACTER_BITS["T=1"] + (2 * blocks - 1) * T1.turnaroundBits;
}

function workTime(command: string, answer: string | null): number {
  const instruction = parseInt(command.slice(2, 4), 16);
  if (instruction !== 0x2a || answer === null) return WORK_MS.get(instruction) ?? WORK_OTHERWISE_MS;
  return WORK_OTHERWISE_MS + (RSA_MS.get(resultLength(answer)) ?? 0);
}

/** Bytes of the result of a private-key operation: those that came, or those that wait (61xx). */
function resultLength(answer: string): number {
  const waiting = /61(..)$/.exec(answer)?.[1];
  return answer.length / 2 - 2 + (waiting === undefined ? 0 : parseInt(waiting, 16) || 256);
}
