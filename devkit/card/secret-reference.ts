/** Outcome of presenting a secret. */
export type Presented = "right" | "wrong" | "blocked";

/**
 * A PIN or PUK in the card: the secret and its retry counter. The right secret restores the counter; at zero the
 * reference is blocked.
 */
export class SecretReference {
  #secret: Uint8Array;
  #triesLeft: number;

  /**
   * @param secret digits, padded here; @param tries what the counter is restored to; @param triesLeft what it begins
   * with
   */
  constructor(
    secret: string,
    readonly tries: number,
    triesLeft: number = tries,
  ) {
    this.#secret = padSecret(secret);
    this.#triesLeft = triesLeft;
  }

  get triesLeft(): number {
    return this.#triesLeft;
  }

  get blocked(): boolean {
    return this.#triesLeft === 0;
  }

  /** Presents eight bytes: spends a try when they are wrong. */
  present(bytes: Uint8Array): Presented {
    if (this.blocked) return "blocked";
    if (Buffer.compare(bytes, this.#secret) !== 0) {
      this.#triesLeft -= 1;
      return "wrong";
    }
    this.#triesLeft = this.tries;
    return "right";
  }

  /** Replaces the secret by eight bytes and restores the counter. */
  replace(bytes: Uint8Array): void {
    this.#secret = Uint8Array.from(bytes);
    this.#triesLeft = this.tries;
  }

  /** Spends all tries. A card does this to the PIN with the last PUK try. */
  block(): void {
    this.#triesLeft = 0;
  }
}

/** A secret as the card keeps it: ASCII digits padded with FF to eight bytes. */
function padSecret(secret: string): Uint8Array {
  if (!/^\d{5,8}$/.test(secret)) throw new RangeError("a PIN or PUK has 5 to 8 digits");
  const bytes = new Uint8Array(8).fill(0xff);
  bytes.set(Buffer.from(secret, "latin1"));
  return bytes;
}

/** Whether eight bytes are a secret that the card would keep: 5 to 8 ASCII digits, then only FF. */
export function isSecret(bytes: Uint8Array): boolean {
  return bytes.length === 8 && /^\d{5,8}\xff*$/.test(Buffer.from(bytes).toString("latin1"));
}
