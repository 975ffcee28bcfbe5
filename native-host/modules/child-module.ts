import type { PKCS11 } from "pkcs11js";
import { seenText } from "../../shared/seen-text";
import * as C from "./constants";
import type { ParsedRequest, TokenName } from "./protocol";
import { CallFailed, call } from "./child-call";
import { keypadCalls, type KeypadCalls } from "./child-keypad";
import { signWith } from "./child-sign";
import { ChildTokens } from "./child-tokens";

/** Why a module may not be used, as the middle of a sentence. */
export class Unloadable extends Error {}

/** What p11-kit's proxy calls itself, under whatever name its file has. */
const P11_KIT = "PKCS#11 Kit";

/**
 * A loaded module, inside the child process. One call at a time, each of which blocks the process; the host ends it
 * when one takes too long. At most one session is open.
 */
export class ChildModule {
  readonly #library: PKCS11;
  readonly #file: string;
  readonly #tokens: ChildTokens;
  #keypad: KeypadCalls | null = null;
  #session: Buffer | null = null;

  /** Loads and initialises the module. Throws `Unloadable`. */
  constructor(library: PKCS11, file: string) {
    this.#library = library;
    this.#file = file;
    this.#tokens = new ChildTokens(library);
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
  async answer(request: Exclude<ParsedRequest, { op: "end" }>): Promise<unknown> {
    switch (request.op) {
      case "list":
        return this.#tokens.list(request.known);
      case "flags":
        return { flags: this.#expect(request.token) };
      case "verify":
        await this.#verify(request.token, request.pin);
        return {};
      case "change":
        await this.#change(request.token, request.codes);
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

  async #verify(token: TokenName, pin: string | null): Promise<void> {
    const login =
      pin === null
        ? (await this.#atKeypad()).login
        : (session: Buffer) => this.#library.C_Login(session, C.CKU_USER, pin);
    const session = (this.#session ??= this.#open(token, 0));
    this.#presenting("C_Login", token, () => login(session));
  }

  async #change(token: TokenName, codes: readonly [string, string] | null): Promise<void> {
    const setPin =
      codes === null ? (await this.#atKeypad()).setPin : (session: Buffer) => this.#library.C_SetPIN(session, ...codes);
    const session = this.#open(token, C.CKF_RW_SESSION);
    try {
      this.#presenting("C_SetPIN", token, () => setPin(session));
    } finally {
      this.#library.C_CloseSession(session);
    }
  }

  async #atKeypad(): Promise<KeypadCalls> {
    return (this.#keypad ??= await keypadCalls(this.#file));
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
