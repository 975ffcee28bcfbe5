import type { ErrorCode } from '../../shared/errors';

/** What a PC/SC error code tells us; `unclear` when card, reader and service can all be behind it. */
export type ScardMeaning = ErrorCode | 'unclear';

/** The code by which another program's hold on the card shows (SCARD_E_SHARING_VIOLATION). */
export const SHARING_VIOLATION = 0x8010000b;
/** The service cut the conversation (SCARD_F_COMM_ERROR). */
export const COMM_ERROR = 0x80100013;

/**
 * PC/SC error codes that have one meaning wherever they come up (PC/SC workgroup part 5, values of pcsclite.h and
 * winerror.h, equal on Linux, macOS and Windows). All others are unclear.
 */
const MEANING: ReadonlyMap<number, ErrorCode> = new Map<number, ErrorCode>([
  [0x80100009, 'reader.gone'], // SCARD_E_UNKNOWN_READER
  [0x8010000a, 'card.mute'], // SCARD_E_TIMEOUT
  [SHARING_VIOLATION, 'card.busy'],
  [0x8010000c, 'card.removed'], // SCARD_E_NO_SMARTCARD
  [0x8010000f, 'card.mute'], // SCARD_E_PROTO_MISMATCH
  [0x80100010, 'card.mute'], // SCARD_E_NOT_READY
  [0x80100017, 'reader.gone'], // SCARD_E_READER_UNAVAILABLE
  [0x8010001d, 'reader.service'], // SCARD_E_NO_SERVICE
  [0x8010001e, 'reader.service'], // SCARD_E_SERVICE_STOPPED
  [0x8010002e, 'reader.none'], // SCARD_E_NO_READERS_AVAILABLE
  [0x80100065, 'card.mute'], // SCARD_W_UNSUPPORTED_CARD: its ATR makes no sense
  [0x80100066, 'card.mute'], // SCARD_W_UNRESPONSIVE_CARD
  [0x80100067, 'card.mute'], // SCARD_W_UNPOWERED_CARD
  [0x80100068, 'card.busy'], // SCARD_W_RESET_CARD: another program reset it under us, PIN and selected file are gone
  [0x80100069, 'card.removed'], // SCARD_W_REMOVED_CARD
  [0x8010006a, 'reader.not-allowed'], // SCARD_W_SECURITY_VIOLATION
]);

/** The meaning of an error thrown or passed by pcsclite. */
export function scardMeaning(error: unknown): ScardMeaning {
  const code = scardCode(error);
  return (code === null ? undefined : MEANING.get(code)) ?? 'unclear';
}

/**
 * The 32-bit PC/SC code in an error of pcsclite, which has it only in its text: `SCardTransmit error: Card was
 * removed.(0x80100069)`, with 16 digits where a `long` is wider. Null for an error without one.
 */
export function scardCode(error: unknown): number | null {
  const digits = error instanceof Error ? /\(0x([0-9a-f]+)\)\s*$/i.exec(error.message)?.[1] : undefined;
  return digits === undefined ? null : Number.parseInt(digits.slice(-8), 16);
}
