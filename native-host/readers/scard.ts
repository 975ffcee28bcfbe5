import type { ErrorCode } from "../../shared/errors";

/** What a PC/SC error code tells us. `unclear`: card, reader or service may have caused it. */
export type ScardMeaning = ErrorCode | "unclear";

/**
 * Codes for a service that cut the connection: it ended, or its rules (polkit) do not admit this person. The code
 * depends on the call under way, not on the reason (pcsc-lite `winscard_msg.c`).
 */
const CUT: ReadonlySet<number> = new Set([
  0x80100013, // SCARD_F_COMM_ERROR
  0x8010006a, // SCARD_W_SECURITY_VIOLATION
]);
/**
 * PC/SC error codes that have one meaning wherever they come up (PC/SC workgroup part 5, values of pcsclite.h and
 * winerror.h, equal on Linux, macOS and Windows). All others are unclear.
 */
const MEANING: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [0x80100009, "reader.gone"], // SCARD_E_UNKNOWN_READER
  [0x8010000a, "card.mute"], // SCARD_E_TIMEOUT
  [0x8010000b, "card.busy"], // SCARD_E_SHARING_VIOLATION
  [0x8010000c, "card.removed"], // SCARD_E_NO_SMARTCARD
  [0x8010000f, "card.mute"], // SCARD_E_PROTO_MISMATCH
  [0x80100010, "card.mute"], // SCARD_E_NOT_READY
  [0x80100017, "reader.gone"], // SCARD_E_READER_UNAVAILABLE
  [0x8010001d, "reader.service"], // SCARD_E_NO_SERVICE
  [0x8010001e, "reader.service"], // SCARD_E_SERVICE_STOPPED
  [0x8010002e, "reader.none"], // SCARD_E_NO_READERS_AVAILABLE
  [0x80100065, "card.mute"], // SCARD_W_UNSUPPORTED_CARD: its ATR makes no sense
  [0x80100066, "card.mute"], // SCARD_W_UNRESPONSIVE_CARD
  [0x80100067, "card.mute"], // SCARD_W_UNPOWERED_CARD
  [0x80100068, "card.busy"], // SCARD_W_RESET_CARD: another program reset it under us, PIN and selected file are gone
  [0x80100069, "card.removed"], // SCARD_W_REMOVED_CARD
]);

/** Codes for a control code that the driver does not know. Nothing has reached reader or card. */
const NOT_TAKEN: Readonly<Record<string, readonly number[]>> = {
  // SCARD_E_UNSUPPORTED_FEATURE of pcsc-lite, elsewhere SCARD_E_UNEXPECTED
  linux: [0x8010001f],
  // SCARD_E_UNSUPPORTED_FEATURE as Apple's pcsclite.h has it, and as Windows does
  darwin: [0x8010001f, 0x80100022],
  // The same, ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED, ERROR_INVALID_PARAMETER
  win32: [0x80100022, 0x01, 0x32, 0x57],
};

/** A PC/SC call that failed. */
export class ScardError extends Error {
  /** The 32-bit code. */
  readonly code: number;

  /** `call`: the name of the function. */
  constructor(call: string, code: number) {
    super(`${call}: 0x${code.toString(16)}`);
    this.code = code;
  }
}

/** The meaning of an error thrown or passed by a binding. */
export function scardMeaning(error: unknown): ScardMeaning {
  const code = scardCode(error);
  return (code === null ? undefined : MEANING.get(code)) ?? "unclear";
}

/** Whether the service cut the connection. */
export function wasCut(error: unknown): boolean {
  const code = scardCode(error);
  return code !== null && CUT.has(code);
}

/** Whether a control code was refused before it did anything. */
export function wasNotTaken(error: unknown, platform: string = process.platform): boolean {
  const code = scardCode(error);
  return code !== null && (NOT_TAKEN[platform] ?? []).includes(code);
}

/**
 * The 32-bit PC/SC code of an error. In those of pcsclite only the text holds it: `SCardTransmit error: Card was
 * removed.(0x80100069)`, with 16 digits where a `long` is wider. Null for an error without one.
 */
export function scardCode(error: unknown): number | null {
  if (error instanceof ScardError) return error.code;
  const digits = error instanceof Error ? /\(0x([0-9a-f]+)\)\s*$/i.exec(error.message)?.[1] : undefined;
  return digits === undefined ? null : Number.parseInt(digits.slice(-8), 16);
}
