import { createHash } from "node:crypto";
import * as C from "./constants";
import type { Cryptoki } from "./cryptoki/cryptoki";
import type { TokenInfo } from "./cryptoki/information";
import { hexOf, low32, within, type Ulong } from "./cryptoki/ulong";
import { LONGEST_CERTIFICATE, LONGEST_ID, MOST_CERTIFICATES, MOST_TOKENS } from "./protocol";

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
  readonly #module: Cryptoki;
  #read: ReadonlyMap<string, ReadToken> = new Map();

  constructor(module: Cryptoki) {
    this.#module = module;
  }

  /**
   * All tokens, and a name for their state; null instead of the tokens if the state is the `known` one. Throws
   * `CallFailed`.
   */
  list(known: string | null): { readonly state: string; readonly tokens: readonly object[] | null } {
    const slots = this.#module.slots().slice(0, MOST_TOKENS);
    this.#read = new Map(
      slots.flatMap((slot) => {
        const read = this.#token(slot);
        return read ? [[hexOf(slot), read]] : [];
      }),
    );
    const all = [...this.#read];
    const state = createHash("sha256")
      .update(JSON.stringify(all.map(([slot, { mark }]) => [slot, mark])))
      .digest("hex");
    return { state, tokens: state === known ? null : all.map(([, { token }]) => token) };
  }

  /** What the token in a slot tells without a PIN. Null for a slot that fails: the others count. */
  #token(slot: Ulong): ReadToken | null {
    try {
      const info = this.#module.tokenInfo(slot);
      const mark = markOf(info);
      const before = this.#read.get(hexOf(slot));
      return before?.mark === mark ? before : { mark, token: this.#readToken(slot, info) };
    } catch {
      return null;
    }
  }

  #readToken(slot: Ulong, info: TokenInfo): object {
    return {
      slot: hexOf(slot),
      label: info.label,
      serial: info.serialNumber,
      reader: this.#module.slotInfo(slot).slotDescription,
      manufacturer: info.manufacturerID,
      model: info.model,
      flags: low32(info.flags),
      minPin: pinLength(info.ulMinPinLen),
      maxPin: pinLength(info.ulMaxPinLen),
      certificates: this.#certificates(slot),
    };
  }

  #certificates(slot: Ulong): object[] {
    const session = this.#module.openSession(slot, C.CKF_SERIAL_SESSION);
    try {
      const template = [
        { type: C.CKA_CLASS, value: C.CKO_CERTIFICATE },
        { type: C.CKA_CERTIFICATE_TYPE, value: C.CKC_X_509 },
      ];
      return this.#module.find(session, template, MOST_CERTIFICATES).map((object) => ({
        id: base64(this.#module.attribute(session, object, C.CKA_ID, LONGEST_ID)),
        der: base64(this.#module.attribute(session, object, C.CKA_VALUE, LONGEST_CERTIFICATE)),
      }));
    } finally {
      this.#module.closeSession(session);
    }
  }
}

/**
 * Tells one state of a token from another one: which token it is, its flags and its memory, which a new certificate
 * uses up. Neither its clock nor the number of its sessions.
 */
function markOf(info: TokenInfo): string {
  const { label, manufacturerID, model, serialNumber } = info;
  const numbers = [
    info.flags,
    info.ulMinPinLen,
    info.ulMaxPinLen,
    info.ulTotalPublicMemory,
    info.ulFreePublicMemory,
    info.ulTotalPrivateMemory,
    info.ulFreePrivateMemory,
  ];
  return JSON.stringify([label, manufacturerID, model, serialNumber, numbers.map(String)]);
}

/** 0 for a length that no PIN has: CK_UNAVAILABLE_INFORMATION, for one. */
function pinLength(length: Ulong): number {
  return within(LONGEST_PIN, length) ?? 0;
}

/** Nothing for what the token does not tell: the host takes it for no certificate. */
function base64(value: Uint8Array | null): string {
  return Buffer.from(value ?? []).toString("base64");
}
