import { fromHex } from "./hex";

/** Identifiers of files from the master file (or the application) down, without 3F00. */
export type Path = readonly number[];

/** How a family keeps its CNS application, when its files are not simply under the master file. */
export interface ApplicationLayout {
  readonly aid: Uint8Array;
  /** Whether SELECT by absolute path and SELECT 3F00 stay inside the application while it is selected. */
  readonly absolutePaths: boolean;
  /** What GET DATA 0180 answers while the application is selected; null: nothing. */
  readonly model: string | null;
  /** Further applications that exist and hold nothing. */
  readonly others: readonly Uint8Array[];
}

/** A family of cards: everything in which they differ. The virtual card has no branches by family. */
export interface CardFamily {
  /** ATR by protocol; a protocol that is not there does not exist on this card. */
  readonly atr: { readonly "T=0"?: Uint8Array; readonly "T=1"?: Uint8Array };
  readonly application: ApplicationLayout | null;
  /** Whether it holds CNS files at all. */
  readonly cns: boolean;
  readonly certificate: { readonly path: Path; readonly header: (der: Uint8Array) => Uint8Array };
  /**
   * `directory`: where the key is found; null when it is found from everywhere. Null key: not known for this family.
   */
  readonly key: { readonly reference: number; readonly directory: Path | null } | null;
  readonly pinReference: number;
  readonly pukReference: number;
  readonly commandChaining: boolean;
  readonly extendedLength: boolean;
  /** Whether it takes long commands in envelopes. */
  readonly envelope: boolean;
  /** Longest GET CHALLENGE, bytes. */
  readonly challengeMax: number;
}

const nothing = (): Uint8Array => new Uint8Array();
/** Header of the Infocamere 1204 certificate file: bytes 1..2 hold the length of the certificate, big-endian. */
const lengthHeader = (der: Uint8Array): Uint8Array => Uint8Array.of(1, der.length >> 8, der.length & 0xff, 0, 0);

/**
 * Athena chip (mask 12), version 1.1; the T=0 form offers only T=0 and therefore has no check byte (ISO/IEC 7816-3
 * §8.2).
 */
const standard: CardFamily = {
  atr: {
    "T=0": fromHex("3B 7F 18 00 00 00 6B 04 0C 01 00 01 11 01 43 4E 53 11 31 80"),
    "T=1": withCheck("3B FF 18 00 FF 81 31 FE 45 00 6B 04 0C 01 00 01 11 01 43 4E 53 11 31 80"),
  },
  application: null,
  cns: true,
  certificate: { path: [0x1100, 0x1101], header: nothing },
  key: { reference: 0x01, directory: null },
  pinReference: 0x10,
  pukReference: 0x11,
  commandChaining: true,
  extendedLength: true,
  envelope: false,
  challengeMax: 256,
};

/** ATR published for a card marked ST 2021 (pcsc-tools thread #95). */
const st2021: CardFamily = {
  ...standard,
  atr: { "T=1": fromHex("3B FF 18 00 FF 81 31 FE 55 00 6B 02 09 16 17 01 11 01 43 4E 53 11 31 80 8D") },
  pinReference: 0x90,
  pukReference: 0x91,
  commandChaining: false,
};

const ace2021: CardFamily = {
  ...standard,
  atr: { "T=1": fromHex("3B FF 18 00 00 81 31 FE 45 00 6B 05 05 20 00 01 21 01 43 4E 53 10 31 80 79") },
  certificate: { path: [0x1400, 0x9001, 0x2002], header: nothing },
  key: { reference: 0x02, directory: [0x1400, 0x9002] },
  challengeMax: 32,
};

/** Only the first bytes of this ATR are published; the rest is filled up. */
const ace2021Contactless: CardFamily = {
  ...ace2021,
  atr: { "T=1": withCheck("3B 8B 80 01 00 31 C1 64 00 00 00 00 00 90 00") },
};

const st2022Contactless: CardFamily = {
  ...st2021,
  atr: { "T=1": fromHex("3B 80 80 01 01") },
  application: { aid: fromHex("A0 00 00 00 95 01 00 4D"), absolutePaths: true, model: "JSign4", others: [] },
};

/** Key and PIN of this family are not published: the virtual card has none. */
const ace2025: CardFamily = {
  ...standard,
  atr: { "T=1": fromHex("3B FF 18 00 FF 81 31 FE 4D 00 6B 04 04 B8 5B 01 F1 01 43 4E 53 10 31 80 9D") },
  application: {
    aid: fromHex("A0 00 00 05 30 00 0B 10 40 01 02 1A"),
    absolutePaths: false,
    model: null,
    others: [fromHex("A0 00 00 05 30 45 53 49 47 4E")],
  },
  key: null,
};

/** Siemens mask (8), version 1.0, as in USB tokens of the Chambers of Commerce. */
const infocamere1204: CardFamily = {
  ...standard,
  atr: { "T=1": withCheck("3B FF 18 00 FF 81 31 FE 55 00 6B 05 08 C8 05 01 01 01 43 4E 53 11 31 80") },
  certificate: { path: [0x2fff, 0x8228], header: lengthHeader },
  key: { reference: 0x21, directory: [0x2fff, 0x0000] },
};

/** Some other chip card: an ATR without `CNS`, no file that a CNS has. */
const notCns: CardFamily = {
  ...standard,
  atr: { "T=1": withCheck("3B 88 80 01 4E 4F 54 20 41 43 4E 00") },
  cns: false,
  key: null,
};

/** The card of the health professions: its historical bytes say `HPC` where a CNS says `CNS`. */
const hpc: CardFamily = {
  ...standard,
  atr: { "T=1": fromHex("3B FF 18 00 00 81 31 FE 45 00 6B 04 05 01 00 01 12 02 48 50 43 10 31 80 6C") },
};

/** A health card read by radio: nothing of the CNS answers there. */
const tsContactless: CardFamily = {
  ...notCns,
  atr: { "T=1": fromHex("3B 8C 80 01 50 3B F0 33 0B 30 AB AB 01 77 81 B7 DE") },
};

/** All families of the virtual card by name. */
export const CARD_FAMILIES = {
  standard,
  st2021,
  ace2021,
  "ace2021-contactless": ace2021Contactless,
  "st2022-contactless": st2022Contactless,
  ace2025,
  "infocamere-1204": infocamere1204,
  hpc,
  "ts-contactless": tsContactless,
  "not-cns": notCns,
} as const satisfies Record<string, CardFamily>;

export type CardFamilyName = keyof typeof CARD_FAMILIES;

/**
 * An ATR given without its check byte, completed by it: the exclusive-or of all bytes but the first (ISO/IEC 7816-3
 * §8.2.5).
 */
function withCheck(atr: string): Uint8Array {
  const bytes = fromHex(atr);
  return Uint8Array.of(
    ...bytes,
    bytes.subarray(1).reduce((sum, byte) => sum ^ byte, 0),
  );
}
