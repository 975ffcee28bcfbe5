import { LIMITS } from "../../shared/limits";

/**
 * The structures that tell a reader to have codes typed: PIN_VERIFY_STRUCTURE and PIN_MODIFY_STRUCTURE of PC/SC
 * Workgroup part 10, 2.02.09. Fields follow each other without gaps, numbers of several bytes are little-endian.
 */
const VERIFY = "verify";
const MODIFY = "modify";
const BOTH = [VERIFY, MODIFY] as const;

interface Field {
  readonly name: string;
  readonly bytes: 1 | 2 | 3 | 4;
  /** Null: the length of the command. */
  readonly value: number | null;
  /** The structures that have it. */
  readonly of: readonly (typeof BOTH)[number][];
}

/** Seconds. Without a second value some readers stop after the first key. */
const TIME = LIMITS.keypadEntry / 1000;
/**
 * Bit 8: positions are bytes. Bits 7 to 4: the first byte of the data. Bit 3 clear: from the left. Bits 2 and 1: ASCII.
 */
const ASCII_FROM_THE_LEFT = 0x82;
/** Bytes of a code with its padding. Bits 8 to 5 clear: the length of the code is not part of the command. */
const BLOCK = 0x08;
/** Bit 1: the new PIN is typed twice. Bit 2: the code before it is typed too. */
const OLD_AND_NEW_TWICE = 0x03;
/** The person presses the key for OK. */
const BY_KEY = 0x02;
/** Language identifier: Italian (Italy). */
const ITALIAN = 0x0410;

/**
 * Least and greatest number of digits, in one field for all codes. So a PUK of exactly eight digits cannot be asked for
 * where a new PIN may have five.
 */
const DIGITS = (LIMITS.pinMin << 8) | LIMITS.pinMax;

const FIELDS: readonly Field[] = [
  { name: "bTimeOut", bytes: 1, value: TIME, of: BOTH },
  { name: "bTimeOut2", bytes: 1, value: TIME, of: BOTH },
  { name: "bmFormatString", bytes: 1, value: ASCII_FROM_THE_LEFT, of: BOTH },
  { name: "bmPINBlockString", bytes: 1, value: BLOCK, of: BOTH },
  { name: "bmPINLengthFormat", bytes: 1, value: 0, of: BOTH },
  { name: "bInsertionOffsetOld", bytes: 1, value: 0, of: [MODIFY] },
  { name: "bInsertionOffsetNew", bytes: 1, value: BLOCK, of: [MODIFY] },
  { name: "wPINMaxExtraDigit", bytes: 2, value: DIGITS, of: BOTH },
  { name: "bConfirmPIN", bytes: 1, value: OLD_AND_NEW_TWICE, of: [MODIFY] },
  { name: "bEntryValidationCondition", bytes: 1, value: BY_KEY, of: BOTH },
  { name: "bNumberMessage", bytes: 1, value: 1, of: [VERIFY] },
  { name: "bNumberMessage", bytes: 1, value: 3, of: [MODIFY] },
  { name: "wLangId", bytes: 2, value: ITALIAN, of: BOTH },
  { name: "bMsgIndex1", bytes: 1, value: 0, of: BOTH },
  { name: "bMsgIndex2", bytes: 1, value: 1, of: [MODIFY] },
  { name: "bMsgIndex3", bytes: 1, value: 2, of: [MODIFY] },
  { name: "bTeoPrologue", bytes: 3, value: 0, of: BOTH },
  { name: "ulDataLength", bytes: 4, value: null, of: BOTH },
];

/** PIN_VERIFY_STRUCTURE: one code, typed into the first block of the command's data. */
export function pinVerify(command: Uint8Array): Uint8Array {
  return structure(VERIFY, command);
}

/** PIN_MODIFY_STRUCTURE: two codes, typed into the first two blocks, the second one twice. */
export function pinModify(command: Uint8Array): Uint8Array {
  return structure(MODIFY, command);
}

function structure(kind: (typeof BOTH)[number], command: Uint8Array): Uint8Array {
  const fields = FIELDS.filter(({ of }) => of.includes(kind));
  const head = fields.flatMap(({ bytes, value }) => littleEndian(value ?? command.length, bytes));
  return Uint8Array.of(...head, ...command);
}

function littleEndian(value: number, bytes: number): number[] {
  return Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 0xff);
}
