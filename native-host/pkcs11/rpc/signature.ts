/**
 * The letters of a call's arguments or answer, taken one after the other: `y` byte, `u` CK_ULONG, `s` space-padded text, `z` text,
 * `v` CK_VERSION, `A` CK_ATTRIBUTE, `M` CK_MECHANISM, `P` parameter of a mechanism, `a_` array, `f_` room for an array.
 * Source: p11-kit, p11-kit/rpc-message.h. What is read or written out of turn is a mistake of ours, and throws.
 */
export class Signature {
  #rest: string;

  constructor(readonly text: string) {
    this.#rest = text;
  }

  /** The next letters are these. */
  take(letters: string): void {
    if (!this.#rest.startsWith(letters)) throw new Error(`"${letters}" out of turn in "${this.text}"`);
    this.#rest = this.#rest.slice(letters.length);
  }

  /** No letters are left. */
  end(): void {
    if (this.#rest !== "") throw new Error(`"${this.#rest}" left over of "${this.text}"`);
  }
}
