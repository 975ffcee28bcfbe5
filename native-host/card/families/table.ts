import type { CardFamily, KnownObstacle, OtherLayout } from "./family";

/** Historical bytes of every contact CNS: `CNS` at H9 (CNS Functional Specification 1.1.6 §8). */
const CNS = ".. .. .. .. .. .. .. .. .. 43 4e 53 .. .. ..";
/** Application of ST cards on the contactless side. */
const JSIGN = "a0 00 00 00 95 01 00 4d";

/**
 * The standard card: paths by "CNS File System" v10 §2. References: bit 8 clear means an object under the MF, so that
 * the current DF does not matter (CIE Functional Specification 2.0 §12.13, whose commands CNS shares); OpenSC's itacns
 * driver selects no DF before PIN and key either. It reads 255 bytes at a time on all cards, so that much is safe.
 */
const standard: CardFamily = {
  id: "standard",
  name: "CNS",
  recognition: { historicalBytes: CNS },
  certificate: [{ path: "1100 1101" }],
  login: { df: null, pin: 0x10, puk: 0x11, environment: 3, key: 0x01 },
  // A card refuses chaining cleanly, by its class byte. An unexpected extended APDU may silence reader or card.
  longCommands: ["chaining", "extended"],
  files: { application: null, longestRead: 255 },
};

/**
 * ST Incard masks (H3 = 09) find PIN and PUK only with bit 8 of the reference, "search with backtracking" (same
 * section); they refuse chaining with 6E00 (OpenSC #2370, #2371).
 */
const st2021: CardFamily = {
  ...standard,
  id: "st2021",
  name: "ST2021",
  recognition: { historicalBytes: ".. .. .. 09 .. .. .. .. .. 43 4e 53 11 .. .." },
  login: { df: null, pin: 0x90, puk: 0x91, environment: 3, key: 0x01 },
  longCommands: ["extended"],
};

/**
 * Idemia, 2021: certificate and key are in the DF that elsewhere holds the digital signature. The card finds the key
 * only from its own DF, else 6984 (OpenSC #2483). OpenSC selects that DF before the PIN too.
 */
const ace2021: CardFamily = {
  ...standard,
  id: "ace2021",
  name: "ACe2021",
  recognition: { historicalBytes: ".. .. 05 05 .. .. .. .. .. 43 4e 53 .. .. ..", firmwareFrom: 0x20 },
  certificate: [{ path: "1400 9001 2002" }],
  login: { df: "1400 9002", pin: 0x10, puk: 0x11, environment: 3, key: 0x02 },
  longCommands: ["extended", "chaining"],
};

/**
 * All known families, the most specific first: the first match counts. The key pair for digital signatures that some
 * cards hold (3F00/1400/9010, key 10) is left out on purpose: it is not for logging in.
 */
export const FAMILIES: readonly CardFamily[] = [
  ace2021,
  {
    ...ace2021,
    id: "ace2021-contactless",
    name: "ACe2021 (contactless)",
    recognition: { atr: "3b 8b 80 01 00 31 c1 64 .. .. .. .. .. .. .. .." },
  },
  {
    ...standard,
    id: "ace2025",
    name: "ACe2025",
    recognition: { historicalBytes: "00 6b 04 04 b8 5b 01 f1 01 43 4e 53 10 31 80" },
    files: { application: { aid: "a0 00 00 05 30 00 0b 10 40 01 02 1a", pathsFrom: "application" }, longestRead: 255 },
    // The first is what the published trace reads (OpenSC #3804), the second what the standard says.
    certificate: [{ path: "da01 c001" }, { path: "1100 1101" }],
    login: { missing: "the references of its PIN and key are not public yet" },
  },
  st2021,
  {
    ...st2021,
    id: "st-incard",
    name: "CNS ST Incard",
    recognition: { historicalBytes: ".. .. .. 09 .. .. .. .. .. 43 4e 53 .. .. .." },
  },
  {
    // Every contactless card has this ATR: both answers of the application decide (OpenSC #3806).
    ...st2021,
    id: "st2022-contactless",
    name: "ST2022 (contactless)",
    recognition: {
      atr: "3b 80 80 01 01",
      application: { aid: JSIGN, tag: 0x0180, answer: "JSign4" },
    },
    files: { application: { aid: JSIGN, pathsFrom: "mf" }, longestRead: 4096 },
  },
  standard,
  {
    // The card of the health professions has its letters where a CNS has `CNS`; the rest of its ATR is built like one.
    ...standard,
    id: "hpc",
    name: "HPC (professional health card)",
    recognition: { historicalBytes: ".. .. .. .. .. .. .. .. .. 48 50 43 .. .. .." },
  },
];

/**
 * Looked at where the places of a family are empty: OpenSC's itacns driver looks there on every mask. Tokens of the
 * Chambers of Commerce: five bytes precede the certificate, two of them its length.
 */
export const OTHER_LAYOUTS: readonly OtherLayout[] = [
  {
    id: "infocamere-1204",
    name: "Infocamere 1204",
    certificate: [{ path: "2fff 8228", header: { length: 5, lengthAt: 1 } }],
    login: { df: "2fff 0000", environment: 3, key: 0x21 },
  },
];

/** Cards that are known, and are none to log in with as they are. */
export const KNOWN_OBSTACLES: readonly KnownObstacle[] = [
  // OpenPGP cards, by their application's identifier (OpenPGP card specification 3.4, §6).
  { recognition: { historicalBytes: "00 31 .. 73 c0 01 .. .. 90 00" }, error: "card.not-cns" },
  // A health card that the reader reads by radio. Its CNS answers only through the contacts. PC/SC part 3 §3.1.3.2.3.2:
  // the reader makes up this ATR from the answer of a type B card, whose bytes 2 to 5 are a number of its own.
  {
    recognition: { atr: "3b 8c 80 01 50 .. .. .. .. 30 ab ab 01 77 81 b7 .." },
    error: "card.contactless",
  },
];
