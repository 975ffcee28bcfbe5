import type { FileOptions } from "../file-system";
import type { LongCommands } from "../long-command";

/** A file that holds a certificate. */
export interface CertificatePlace {
  /** Hexadecimal file identifiers from the MF (or the application), without 3F00. */
  readonly path: string;
  /** Bytes before the DER; two of them, big-endian, are its length (zero: there is no certificate). */
  readonly header?: { readonly length: number; readonly lengthAt: number };
}

/** Where a card keeps PIN and key: the references that its commands name. */
export interface LoginReferences {
  /** DF to select before PIN and key, hexadecimal path as above; null where they are found from any DF. */
  readonly df: string | null;
  /** References in P2 of VERIFY: the PIN, and the PUK that unblocks it. */
  readonly pin: number;
  readonly puk: number;
  /** Security environment to restore, and the key in it. */
  readonly environment: number;
  readonly key: number;
}

/** How to recognise a card. Everything given must match. */
export interface Recognition {
  /** Hexadecimal pattern of the whole ATR; `..` is any byte. */
  readonly atr?: string;
  /** Pattern of the historical bytes. */
  readonly historicalBytes?: string;
  /** Least value of H4, the first byte of the firmware version. */
  readonly firmwareFrom?: number;
  /** An application that must be there, and the beginning of its answer to GET DATA (P1-P2 as `tag`). */
  readonly application?: { readonly aid: string; readonly tag: number; readonly answer: string };
}

/**
 * Other places of certificate and key, whatever the mask: a card that looks like any family can have them instead of
 * the places of that family. PIN and PUK keep the references of its family.
 */
export interface OtherLayout {
  readonly id: string;
  readonly name: string;
  readonly certificate: CardFamily["certificate"];
  readonly login: Pick<LoginReferences, "df" | "environment" | "key">;
}

/** A card that is known, and that one cannot log in with in this way: the error says why. */
export interface KnownObstacle {
  readonly recognition: Pick<Recognition, "atr" | "historicalBytes">;
  readonly error: "card.contactless" | "card.not-cns";
}

/** One kind of card, all of it data. See docs/adding-a-card-family.md. */
export interface CardFamily {
  /** Stable identifier. */
  readonly id: string;
  /** The name that people read. */
  readonly name: string;
  readonly recognition: Recognition;
  /** Where the certificate may be, most likely place first. */
  readonly certificate: readonly [CertificatePlace, ...CertificatePlace[]];
  /** The references for a login, or what is missing for one, as the middle of a sentence. */
  readonly login: LoginReferences | { readonly missing: string };
  /** The ways in which the card accepts long commands, in the order in which to try them. */
  readonly longCommands: readonly [LongCommands, ...LongCommands[]];
  /** Where files are; `longestRead` beyond 256 takes extended APDUs. */
  readonly files: FileOptions;
}
