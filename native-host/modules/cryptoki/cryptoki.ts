import { readInfo, readSlotInfo, readTokenInfo } from "./information";
import { CryptokiLibrary } from "./library";
import { listMechanisms, listSlots } from "./lists";
import { ownMemory } from "./memory";
import { findObjects, readAttribute, type Wanted } from "./objects";
import { login, openSession, setPin } from "./sessions";
import { sign } from "./signatures";
import type { Ulong } from "./ulong";

/** Bytes of CK_C_INITIALIZE_ARGS where it is largest: four pointers to functions, flags, a reserved pointer. */
const INITIALIZE_ARGUMENTS = 48;

/**
 * A PKCS#11 module, loaded into this process. Each call blocks the process. Whatever lengths the module tells, no more
 * is read than there is room for; that it keeps within the room that it is given, nobody can see to. Every method throws
 * `CallFailed` for a return value other than CKR_OK.
 */
export class Cryptoki {
  readonly #library: CryptokiLibrary;

  /** Loads the module. Throws what the loader says, and `CallFailed`. */
  constructor(file: string) {
    this.#library = new CryptokiLibrary(file);
  }

  /** C_Initialize without locks: only one thread calls the module (PKCS#11 2.40 §5.4). */
  initialize(): void {
    this.#library.call("C_Initialize", ownMemory(INITIALIZE_ARGUMENTS));
  }

  finalize(): void {
    this.#library.call("C_Finalize", null);
  }

  info() {
    return readInfo(this.#library);
  }

  slots() {
    return listSlots(this.#library);
  }

  slotInfo(slot: Ulong) {
    return readSlotInfo(this.#library, slot);
  }

  tokenInfo(slot: Ulong) {
    return readTokenInfo(this.#library, slot);
  }

  mechanisms(slot: Ulong) {
    return listMechanisms(this.#library, slot);
  }

  openSession(slot: Ulong, flags: number) {
    return openSession(this.#library, slot, flags);
  }

  closeSession(session: Ulong): void {
    this.#library.call("C_CloseSession", session);
  }

  login(session: Ulong, pin: string | null): void {
    login(this.#library, session, pin);
  }

  logout(session: Ulong): void {
    this.#library.call("C_Logout", session);
  }

  setPin(session: Ulong, codes: readonly [oldPin: string, newPin: string] | null): void {
    setPin(this.#library, session, codes);
  }

  find(session: Ulong, wanted: readonly Wanted[], most: number) {
    return findObjects(this.#library, session, wanted, most);
  }

  attribute(session: Ulong, object: Ulong, type: number, most: number) {
    return readAttribute(this.#library, session, object, type, most);
  }

  sign(session: Ulong, mechanism: number, key: Ulong, data: Uint8Array) {
    return sign(this.#library, session, mechanism, key, data);
  }
}
