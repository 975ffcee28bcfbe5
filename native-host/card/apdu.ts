/** A command as the program means it. The sender decides how to encode long fields. */
export interface CommandApdu {
  /** What this command is for, in plain words. It goes into errors, not to the card. */
  readonly step: string;
  readonly cla: number;
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** Command data, 1 to 65535 bytes. */
  readonly data?: Uint8Array;
  /** Most bytes wanted in the answer (Ne), 1 to 65536; absent when no data is wanted. */
  readonly le?: number;
  /** True when the encoded command has to be wiped after sending (it holds a PIN). */
  readonly secret?: boolean;
}

/** An answer split into data and status word (SW1 ‖ SW2, big-endian). */
export interface ResponseApdu {
  readonly data: Uint8Array;
  readonly statusWord: number;
}

export const SHORT_DATA = 255;
export const SHORT_ANSWER = 256;

/** Whether a command fits into a short APDU. */
export function fitsShort(command: CommandApdu): boolean {
  return (command.data?.length ?? 0) <= SHORT_DATA && (command.le ?? 0) <= SHORT_ANSWER;
}

/**
 * Bytes of a command APDU, short if it fits, else extended; `withLe` false leaves Le away. ISO/IEC 7816-4:2013 §5.1.
 */
export function encode(command: CommandApdu, withLe = true): Uint8Array {
  const extended = !fitsShort(command);
  const dataLength = command.data?.length ?? 0;
  const lc = dataLength === 0 ? [] : extended ? [0, dataLength >> 8, dataLength & 0xff] : [dataLength];
  const le = command.le === undefined || !withLe ? [] : encodeLe(command.le, extended, dataLength > 0);
  const apdu = new Uint8Array(4 + lc.length + dataLength + le.length);
  apdu.set([command.cla, command.ins, command.p1, command.p2, ...lc]);
  if (command.data) apdu.set(command.data, 4 + lc.length);
  apdu.set(le, 4 + lc.length + dataLength);
  return apdu;
}

// The largest value of each form is written as zero: & takes 256 and 65536 to 0.
function encodeLe(le: number, extended: boolean, afterData: boolean): number[] {
  if (!extended) return [le & 0xff];
  return afterData ? [(le >> 8) & 0xff, le & 0xff] : [0, (le >> 8) & 0xff, le & 0xff];
}
