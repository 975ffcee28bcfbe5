import { VarcoError } from "../../../shared/errors";
import { parseAtr, type Atr } from "../atr";
import type { CardFamily, KnownObstacle, OtherLayout, Recognition } from "./family";
import { FAMILIES, KNOWN_OBSTACLES, OTHER_LAYOUTS } from "./table";

/** Position of the firmware version in the historical bytes. */
const FIRMWARE = 4;

/** The families that cards are recognised by: those of the table, and those that a person has added. */
export class Families {
  readonly #all: readonly CardFamily[];

  /** `added`: they come before those of the table, which a new batch may look like. */
  constructor(added: readonly CardFamily[] = []) {
    this.#all = [...added, ...FAMILIES];
  }

  /**
   * The family that an ATR points to. Sends nothing to the card. Throws `card.not-cns` for a card that cannot be a CNS,
   * `card.contactless`.
   */
  byAtr(bytes: Uint8Array): CardFamily {
    const atr = parseAtr(bytes);
    const family = this.#fitting(atr);
    if (family) return family;
    throw new VarcoError(obstacleOf(atr)?.error ?? "card.not-cns");
  }

  /** Whether a card with this ATR may be a CNS. Not one that has no ATR. */
  mayBeCns(bytes: Uint8Array): boolean {
    return this.#fitting(parseAtr(bytes)) !== undefined;
  }

  /**
   * Whether only a program of its maker may know the card: no family fits, or Varco cannot log in with that family, and
   * the card is not known as one of another purpose. A mute card helps no program either.
   */
  needsModule(bytes: Uint8Array): boolean {
    const atr = parseAtr(bytes);
    if (atr === null || obstacleOf(atr)) return false;
    const family = this.#fitting(atr);
    return family === undefined || "missing" in family.login;
  }

  #fitting(atr: Atr | null): CardFamily | undefined {
    return this.#all.find(({ recognition }) => fits(recognition, atr));
  }
}

function obstacleOf(atr: Atr | null): KnownObstacle | undefined {
  return KNOWN_OBSTACLES.find(({ recognition }) => fits(recognition, atr));
}

/** The families that a card may turn out to be when the places of this one are empty: see `OtherLayout`. */
export function lookAlikes(family: CardFamily): readonly CardFamily[] {
  return family.files.application?.pathsFrom === "application"
    ? []
    : OTHER_LAYOUTS.map((layout) => withLayout(family, layout));
}

function withLayout(family: CardFamily, { id, name, certificate, login }: OtherLayout): CardFamily {
  return {
    ...family,
    id,
    name,
    certificate,
    login: "missing" in family.login ? family.login : { ...family.login, ...login },
  };
}

function fits({ atr: whole, historicalBytes, firmwareFrom = 0 }: Recognition, atr: Atr | null): boolean {
  return (
    atr !== null &&
    (whole === undefined || matches(whole, atr.bytes)) &&
    (historicalBytes === undefined || matches(historicalBytes, atr.historicalBytes)) &&
    (atr.historicalBytes[FIRMWARE] ?? 0) >= firmwareFrom
  );
}

/** Whether bytes fit a hexadecimal pattern of the same length, in which `..` is any byte. */
export function matches(pattern: string, bytes: Uint8Array): boolean {
  const expected = pattern.split(" ");
  return (
    expected.length === bytes.length &&
    expected.every((byte, i) => byte === ".." || Number.parseInt(byte, 16) === bytes[i])
  );
}
