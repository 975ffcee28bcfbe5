import { createHash } from "node:crypto";
import type { Handle, PKCS11, TokenInfo } from "pkcs11js";
import { call } from "./child-call";
import * as C from "./constants";
import { MOST_CERTIFICATES, MOST_TOKENS } from "./protocol";

/** Longest PIN that a token can ask for; more means that it does not say. */
const LONGEST_PIN = 255;

/** What was read of the token in a slot, and what it told of itself then. */
interface ReadToken {
  readonly mark: string;
  readonly token: object;
}

/**
 * The tokens of a module, read again only where one has changed: which slots have a token, and what C_GetTokenInfo says
 * of it, are cheap to ask; certificates are not.
 */
export class ChildTokens {
  readonly #library: PKCS11;
  #read: ReadonlyMap<string, ReadToken> = new Map();

  constructor(library: PKCS11) {
    this.#library = library;
  }

  /**
   * All tokens, and a name for their state; null instead of the tokens if the state is the `known` one. Throws
   * `CallFailed`.
   */
  list(known: string | null): { readonly state: string; readonly tokens: readonly object[] | null } {
    const slots = call("C_GetSlotList", () => this.#library.C_GetSlotList(true)).slice(0, MOST_TOKENS);
    this.#read = new Map(
      slots.flatMap((slot) => {
        const read = this.#token(slot);
        return read ? [[slot.toString("hex"), read]] : [];
      }),
    );
    const all = [...this.#read];
    const state = createHash("sha256")
      .update(JSON.stringify(all.map(([slot, { mark }]) => [slot, mark])))
      .digest("hex");
    return { state, tokens: state === known ? null : all.map(([, { token }]) => token) };
  }

  /** What the token in a slot tells without a PIN. Null for a slot that fails: the others count. */
  #token(slot: Handle): ReadToken | null {
    try {
      const info = this.#library.C_GetTokenInfo(slot);
      const mark = markOf(info);
      const before = this.#read.get(slot.toString("hex"));
      return before?.mark === mark ? before : { mark, token: this.#readToken(slot, info) };
    } catch {
      return null;
    }
  }

  #readToken(slot: Handle, info: TokenInfo): object {
    return {
      slot: slot.toString("hex"),
      label: info.label,
      serial: info.serialNumber,
      reader: this.#library.C_GetSlotInfo(slot).slotDescription,
      manufacturer: info.manufacturerID,
      model: info.model,
      flags: info.flags >>> 0,
      minPin: pinLength(info.minPinLen),
      maxPin: pinLength(info.maxPinLen),
      certificates: this.#certificates(slot),
    };
  }

  #certificates(slot: Handle): object[] {
    const session = this.#library.C_OpenSession(slot, C.CKF_SERIAL_SESSION);
    try {
      const template = [
        { type: C.CKA_CLASS, value: C.CKO_CERTIFICATE },
        { type: C.CKA_CERTIFICATE_TYPE, value: C.CKC_X_509 },
      ];
      this.#library.C_FindObjectsInit(session, template);
      const found = this.#library.C_FindObjects(session, MOST_CERTIFICATES);
      this.#library.C_FindObjectsFinal(session);
      return found.map((object) => {
        const [id, der] = this.#library.C_GetAttributeValue(session, object, [
          { type: C.CKA_ID },
          { type: C.CKA_VALUE },
        ]);
        return { id: base64(id?.value), der: base64(der?.value) };
      });
    } finally {
      this.#library.C_CloseSession(session);
    }
  }
}

/**
 * Tells one state of a token from another one: which token it is, its flags and its memory, which a new certificate
 * uses up. Neither its clock nor the number of its sessions.
 */
function markOf(info: TokenInfo): string {
  const { label, manufacturerID, model, serialNumber, flags, minPinLen, maxPinLen } = info;
  const memory = [info.totalPublicMemory, info.freePublicMemory, info.totalPrivateMemory, info.freePrivateMemory];
  // The add-on's types call them numbers; sizes of memory are bigints.
  return JSON.stringify([label, manufacturerID, model, serialNumber, flags, minPinLen, maxPinLen, memory.map(String)]);
}

function pinLength(length: number): number {
  return Number.isSafeInteger(length) && length >= 0 && length <= LONGEST_PIN ? length : 0;
}

function base64(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString("base64") : "";
}
