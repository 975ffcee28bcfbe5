/** Status words that the virtual card answers (ISO/IEC 7816-4 §5.6), big-endian SW1 SW2. */
export const SW = {
  ok: 0x9000,
  moreData: 0x6100,
  endOfFile: 0x6282,
  verificationFailed: 0x6300,
  triesLeft: 0x63c0,
  wrongLength: 0x6700,
  chainExpected: 0x6883,
  securityStatus: 0x6982,
  blocked: 0x6983,
  conditionsOfUse: 0x6985,
  noCurrentFile: 0x6986,
  wrongData: 0x6a80,
  fileNotFound: 0x6a82,
  wrongParameters: 0x6a86,
  referenceNotFound: 0x6a88,
  wrongOffset: 0x6b00,
  wrongLe: 0x6c00,
  unknownInstruction: 0x6d00,
  unknownClass: 0x6e00,
} as const;

/** Result of a command handler: data (perhaps none) and a status word. */
export interface Answer {
  readonly data: Uint8Array;
  readonly statusWord: number;
}

/** An answer without data. */
export function status(statusWord: number): Answer {
  return { data: new Uint8Array(), statusWord };
}

/** An answer with data; 9000 unless told otherwise. */
export function answer(data: Uint8Array, statusWord: number = SW.ok): Answer {
  return { data, statusWord };
}

/** The bytes of an answer on the wire: data ‖ SW1 SW2. */
export function encodeAnswer({ data, statusWord }: Answer): Uint8Array {
  const bytes = new Uint8Array(data.length + 2);
  bytes.set(data);
  bytes.set([statusWord >> 8, statusWord & 0xff], data.length);
  return bytes;
}
