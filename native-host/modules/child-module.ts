import type { PKCS11 } from "pkcs11js";
import { seenText } from "../../shared/seen-text";
import * as C from "./constants";
import { MOST_CERTIFICATES, MOST_TOKENS, type ParsedRequest, type TokenName } from "./protocol";
import { CallFailed, call } from "./child-call";
import { signWith } from "./child-sign";

/** Why a module may not be used, as the middle of a sentence. */
export class Unloadable extends Error {}

/** What p11-kit's proxy calls itself, under whatever name its file has. */
const P11_KIT = "PKCS#11 Kit";
/** Longest PIN that a token can ask for; more means that it does not say. */
const LONGEST_PIN = 255;

/**
 * A loaded module, inside the child process. One call at a time, each of which blocks the process; the host ends it when
 * one takes too long. At most one session is open.
 */
export class ChildModule {
  readonly #library: PKCS11;
  #session: Buffer | null = null;

  /** Loads and initialises the module. Throws `Unloadable`. */
  constructor(library: PKCS11, file: string) {
    this.#library = library;
    try {
      library.load(file);
    } catch (thrown) {
      throw new Unloadable(thrown instanceof Error ? thrown.message.slice(0, 300) : "the system does not load it");
    }
    call("C_Initialize", () => library.C_Initialize());
    if (call("C_GetInfo", () => library.C_GetInfo()).manufacturerID.startsWith(P11_KIT))
      throw new Unloadable("it belongs to p11-kit and leads back to Varco");
  }

  /** Does what the host asks, and returns the result. Throws `CallFailed`. */
  answer(request: Exclude<ParsedRequest, { op: "end" }>): unknown {
    switch (request.op) {
      case "list":
        return { tokens: this.#slots().flatMap((slot) => this.#token(slot) ?? []) };
      case "flags":
        return { flags: this.#expect(request.token) };
      case "verify":
        this.#verify(request.token, request.pin);
        return {};
      case "change":
        this.#change(request.token, request.codes);
        return {};
      case "sign": {
        const session = this.#session;
        if (session === null) throw new CallFailed("C_Sign", C.CKR_DEVICE_REMOVED);
        const signature = signWith(this.#library, session, slotOf(request.token), request.id, request.block);
        return { signature: signature.toString("base64") };
      }
    }
  }

  /** Logs out and lets go of the token. */
  end(): void {
    const session = this.#session;
    this.#session = null;
    try {
      if (session !== null) this.#library.C_Logout(session);
    } finally {
      this.#library.C_Finalize();
    }
  }

  #slots(): Buffer[] {
    return call("C_GetSlotList", () => this.#library.C_GetSlotList(true)).slice(0, MOST_TOKENS);
  }

  /** What the token in a slot tells without a PIN. Null for a slot that fails: the others count. */
  #token(slot: Buffer): object | null {
    try {
      const info = this.#library.C_GetTokenInfo(slot);
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
    } catch {
      return null;
    }
  }

  #certificates(slot: Buffer): object[] {
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

  /** The flags of a token. Throws if another one is in its slot by now: no PIN goes there. */
  #expect({ slot, label, serial }: TokenName): number {
    const info = call("C_GetTokenInfo", () => this.#library.C_GetTokenInfo(Buffer.from(slot, "hex")));
    const same = (text: string, expected: string) => seenText(text).trim() === expected;
    if (!same(info.label, label) || !same(info.serialNumber, serial))
      throw new CallFailed("C_GetTokenInfo", C.CKR_DEVICE_REMOVED);
    return info.flags >>> 0;
  }

  #open(token: TokenName, flags: number): Buffer {
    this.#expect(token);
    return call("C_OpenSession", () => this.#library.C_OpenSession(slotOf(token), flags | C.CKF_SERIAL_SESSION));
  }

  #verify(token: TokenName, pin: string | null): void {
    const session = this.#session ?? this.#open(token, 0);
    this.#session = session;
    // Without a PIN the token asks for it itself (protected authentication path). The add-on cannot pass the null
    // pointer of the standard; modules take an empty PIN for it.
    this.#presenting("C_Login", token, () => this.#library.C_Login(session, C.CKU_USER, pin ?? ""));
  }

  #change(token: TokenName, [oldPin, newPin]: readonly [string, string]): void {
    const session = this.#open(token, C.CKF_RW_SESSION);
    try {
      this.#presenting("C_SetPIN", token, () => this.#library.C_SetPIN(session, oldPin, newPin));
    } finally {
      this.#library.C_CloseSession(session);
    }
  }

  /** A step that presents a code. After a refusal the token's flags tell how its PIN stands. */
  #presenting(step: string, token: TokenName, act: () => void): void {
    try {
      call(step, act);
    } catch (thrown) {
      if (!(thrown instanceof CallFailed) || thrown.rv === C.CKR_USER_ALREADY_LOGGED_IN) throw thrown;
      let flags: number | null = null;
      try {
        flags = this.#expect(token);
      } catch {
        // The token has gone, or tells nothing any more.
      }
      throw new CallFailed(step, thrown.rv, flags);
    }
  }
}

function slotOf({ slot }: TokenName): Buffer {
  return Buffer.from(slot, "hex");
}

function pinLength(length: number): number {
  return Number.isSafeInteger(length) && length >= 0 && length <= LONGEST_PIN ? length : 0;
}

function base64(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString("base64") : "";
}
