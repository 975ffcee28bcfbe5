import { CKF, CKO, CKR, CKS } from "./constants";
import { CkError, type Attribute, type AttributeAnswer, type Mechanism, type SessionInfo } from "./cryptoki";
import { matches, objectSize, type TokenObject } from "./objects";
import { Signing } from "./signing";
import type { SlotCard, TokenContents } from "./slot-card";

/** A session of a program with a token: its search and its signing operation. The login belongs to the card. */
export class Session {
  readonly #contents: TokenContents;
  readonly #firstObject: number;
  #found: readonly number[] | null = null;
  #signing: Signing | null = null;

  /** `firstObject`: the handle of the first object of the card. The others follow. */
  constructor(
    readonly slot: number,
    readonly readWrite: boolean,
    readonly card: SlotCard,
    contents: TokenContents,
    firstObject: number,
  ) {
    this.#contents = contents;
    this.#firstObject = firstObject;
  }

  info(): SessionInfo {
    const {
      readWrite,
      card: { loggedIn },
      slot,
    } = this;
    const state = readWrite
      ? loggedIn
        ? CKS.RW_USER_FUNCTIONS
        : CKS.RW_PUBLIC_SESSION
      : loggedIn
        ? CKS.RO_USER_FUNCTIONS
        : CKS.RO_PUBLIC_SESSION;
    return { slot, state, flags: CKF.session.SERIAL_SESSION | (readWrite ? CKF.session.RW_SESSION : 0) };
  }

  /** Throws CKR_OBJECT_HANDLE_INVALID. */
  attributes(handle: number, types: readonly number[]): AttributeAnswer[] {
    const { attributes } = this.#object(handle);
    return types.map((type) => attributes.get(type) ?? "unknown");
  }

  /** Throws CKR_OBJECT_HANDLE_INVALID. */
  objectSize(handle: number): number {
    return objectSize(this.#object(handle));
  }

  /** Throws CKR_OPERATION_ACTIVE. */
  beginSearch(template: readonly Attribute[]): void {
    if (this.#found) throw new CkError(CKR.OPERATION_ACTIVE);
    this.#found = this.#contents.objects.flatMap((object, index) =>
      this.#visible(object) && matches(object, template) ? [this.#firstObject + index] : [],
    );
  }

  /** The next objects found, at most `most`. Throws CKR_OPERATION_NOT_INITIALIZED. */
  search(most: number): readonly number[] {
    const found = active(this.#found);
    this.#found = found.slice(most);
    return found.slice(0, most);
  }

  /** Throws CKR_OPERATION_NOT_INITIALIZED. */
  endSearch(): void {
    active(this.#found);
    this.#found = null;
  }

  /**
   * Throws CKR_OPERATION_ACTIVE, CKR_KEY_HANDLE_INVALID, CKR_USER_NOT_LOGGED_IN, and as the constructor of `Signing`.
   */
  beginSigning(mechanism: Mechanism, key: number): void {
    if (this.#signing) throw new CkError(CKR.OPERATION_ACTIVE);
    if (this.#contents.objects[key - this.#firstObject]?.class !== CKO.PRIVATE_KEY)
      throw new CkError(CKR.KEY_HANDLE_INVALID);
    if (!this.card.loggedIn) throw new CkError(CKR.USER_NOT_LOGGED_IN);
    this.#signing = new Signing(mechanism, this.#contents.known.key);
  }

  /** In bytes. Throws CKR_OPERATION_NOT_INITIALIZED. */
  signatureLength(): number {
    active(this.#signing);
    return this.#contents.known.key.bytes;
  }

  /** Adds a part of the data; a failure ends the operation. Throws CKR_OPERATION_NOT_INITIALIZED, and as `Signing`. */
  addPart(part: Uint8Array): void {
    this.#orEnd((signing) => signing.addPart(part));
  }

  /** Adds all the data; a failure ends the operation. Throws CKR_OPERATION_NOT_INITIALIZED, and as `Signing`. */
  addAll(data: Uint8Array): void {
    this.#orEnd((signing) => signing.addAll(data));
  }

  /** Lets the card sign, and ends the operation in any case. Throws as `SlotCard.sign`, and as `addPart`. */
  async finishSigning(): Promise<Uint8Array> {
    const signing = active(this.#signing);
    this.#signing = null;
    return this.card.sign(signing.block());
  }

  #orEnd(step: (signing: Signing) => void): void {
    const signing = active(this.#signing);
    try {
      step(signing);
    } catch (thrown) {
      this.#signing = null;
      throw thrown;
    }
  }

  #object(handle: number): TokenObject {
    const object = this.#contents.objects[handle - this.#firstObject];
    if (!object || !this.#visible(object)) throw new CkError(CKR.OBJECT_HANDLE_INVALID);
    return object;
  }

  #visible({ isPrivate }: TokenObject): boolean {
    return !isPrivate || this.card.loggedIn;
  }
}

function active<T>(operation: T | null): T {
  if (operation === null) throw new CkError(CKR.OPERATION_NOT_INITIALIZED);
  return operation;
}
