import type { KeyObject } from "node:crypto";
import type { CardFamily, Path } from "./family";
import type { DedicatedFile, ElementaryFile, Location } from "./files";
import type { SecretReference } from "./secret-reference";

/** A private key in the card. */
export interface CardKey {
  readonly reference: number;
  /** Where it is found; null: from everywhere. */
  readonly directory: Path | null;
  /** Reference of the PIN that opens it. */
  readonly pinReference: number;
  readonly key: KeyObject;
  /** Bytes of its modulus. */
  readonly size: number;
}

/** Lasting state of a card: a reset leaves it alone. */
export interface CardContents {
  readonly family: CardFamily;
  readonly root: DedicatedFile;
  readonly applications: readonly DedicatedFile[];
  readonly secrets: ReadonlyMap<number, SecretReference>;
  /** Which secret unblocks which: PUK reference by PIN reference. */
  readonly unblockedBy: ReadonlyMap<number, number>;
  readonly keys: readonly CardKey[];
  /** Whether the card says how many tries are left. */
  readonly tellsTries: TellsTries;
}

/** Whether the tries left are told, by which command; a card that keeps them to itself answers with `refusal`. */
export interface TellsTries {
  readonly whenAsked: boolean;
  readonly whenWrong: boolean;
  /** Status word of VERIFY without data on a card that does not know it. */
  readonly refusal: number;
}

/** State that a reset clears. */
export interface Session {
  location: Location;
  file: ElementaryFile | null;
  readonly verified: Set<number>;
  /** Number of the restored security environment; null before the first RESTORE. */
  environment: number | null;
  /** Key chosen for deciphering (template B8) and for signing (template B6). */
  readonly chosen: Map<number, CardKey>;
}

export interface CardState extends CardContents {
  session: Session;
}

/** The state after power-on. */
export function newSession(root: DedicatedFile): Session {
  return { location: [root], file: null, verified: new Set(), environment: null, chosen: new Map() };
}
