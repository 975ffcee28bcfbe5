/**
 * The type signature of a call's arguments or results, a text of letters: `y` byte, `u` CK_ULONG, `s` space-padded
 * text, `z` text, `v` CK_VERSION, `A` CK_ATTRIBUTE, `M` CK_MECHANISM, `P` parameter of a mechanism, `a_` array, `f_`
 * buffer for an array. Source: p11-kit, p11-kit/rpc-message.h. Throws when a handler reads or writes in another order:
 * that is a bug.
 */
export class TypeSignature {
  #rest: string;

  constructor(readonly text: string) {
    this.#rest = text;
  }

  /** Takes the next letters. */
  take(letters: string): void {
    if (!this.#rest.startsWith(letters)) throw new Error(`"${letters}" out of turn in "${this.text}"`);
    this.#rest = this.#rest.slice(letters.length);
  }

  /** Checks that no letters are left. */
  end(): void {
    if (this.#rest !== "") throw new Error(`"${this.#rest}" left over of "${this.text}"`);
  }
}
