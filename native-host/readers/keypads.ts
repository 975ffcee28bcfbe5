/** CM_IOCTL_GET_FEATURE_REQUEST, before the system makes it a number of its own (PC/SC Workgroup part 10, §2.2). */
export const GET_FEATURES = 3400;

const FEATURE_VERIFY_PIN_DIRECT = 0x06;
const FEATURE_MODIFY_PIN_DIRECT = 0x07;
const CODE_LENGTH = 4;

/** Control codes with which a reader has codes typed on it. */
export interface KeypadCodes {
  readonly verify: number;
  readonly modify: number;
}

/**
 * The control codes in the answer to `GET_FEATURES`: tag, length, and a big-endian number of four bytes each. Null for
 * a reader on which codes cannot be typed, or only some of them, and for an answer that makes no sense.
 */
export function keypadCodes(answer: Uint8Array): KeypadCodes | null {
  const codes = new Map<number, number>();
  const view = new DataView(answer.buffer, answer.byteOffset, answer.byteLength);
  for (let at = 0; at < answer.length;) {
    const length = answer[at + 1];
    if (length === undefined || at + 2 + length > answer.length) return null;
    if (length === CODE_LENGTH) codes.set(view.getUint8(at), view.getUint32(at + 2));
    at += 2 + length;
  }
  const [verify, modify] = [codes.get(FEATURE_VERIFY_PIN_DIRECT), codes.get(FEATURE_MODIFY_PIN_DIRECT)];
  return verify === undefined || modify === undefined ? null : { verify, modify };
}

/** What is known about the keypads of one service's readers, by name. */
export class Keypads {
  readonly #found: () => void;
  readonly #known = new Map<string, KeypadCodes | null>();

  /** `found` is called when a reader turns out to have one. */
  constructor(found: () => void) {
    this.#found = found;
  }

  has(reader: string): boolean {
    return (this.#known.get(reader) ?? null) !== null;
  }

  /**
   * The control codes of a reader, asked for once; null: none. `ask` returns the answer to `GET_FEATURES`, or null when
   * it did not come.
   */
  async of(reader: string, ask: () => Promise<Uint8Array | null>): Promise<KeypadCodes | null> {
    const known = this.#known.get(reader);
    if (known !== undefined) return known;
    const answer = await ask();
    if (answer === null) return null;
    const codes = keypadCodes(answer);
    this.#known.set(reader, codes);
    if (codes) this.#found();
    return codes;
  }

  /** Call this when the reader was unplugged: another one may come under its name. */
  forget(reader: string): void {
    this.#known.delete(reader);
  }
}
