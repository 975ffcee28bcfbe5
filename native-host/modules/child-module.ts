import { seenText } from "../../shared/seen-text";
import { CallFailed } from "./call-failed";
import { signWith } from "./child-sign";
import { ChildTokens } from "./child-tokens";
import * as C from "./constants";
import { Cryptoki } from "./cryptoki/cryptoki";
import { fromHex, low32, type Ulong } from "./cryptoki/ulong";
import type { ParsedRequest, TokenName } from "./protocol";

/** Why a module may not be used, as the middle of a sentence. */
class Unloadable extends Error {}

/** What p11-kit's proxy calls itself, under whatever name its file has. */
const P11_KIT = "PKCS#11 Kit";

/**
 * A loaded module, inside the child process. One call at a time, each of which blocks the process; the host ends it
 * when one takes too long. At most one session is open.
 */
export class ChildModule {
  readonly #module: Cryptoki;
  readonly #tokens: ChildTokens;
  #session: Ulong | null = null;

  /** Loads and initialises the module. Throws `Unloadable`, `CallFailed`. */
  constructor(file: string) {
    this.#module = loaded(file);
    this.#tokens = new ChildTokens(this.#module);
    this.#module.initialize();
    if (this.#module.info().manufacturerID.startsWith(P11_KIT))
      throw new Unloadable("it belongs to p11-kit and leads back to Varco");
  }

  /** Does what the host asks, and returns the result. Throws `CallFailed`. */
  answer(request: Exclude<ParsedRequest, { op: "end" }>): unknown {
    switch (request.op) {
      case "list":
        return this.#tokens.list(request.known);
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
        const signature = signWith(this.#module, session, slotOf(request.token), request.id, request.block);
        return { signature: Buffer.from(signature).toString("base64") };
      }
    }
  }

  /** Logs out and lets go of the token. */
  end(): void {
    const session = this.#session;
    this.#session = null;
    try {
      if (session !== null) this.#module.logout(session);
    } finally {
      this.#module.finalize();
    }
  }

  /** The flags of a token. Throws if another one is in its slot by now: no PIN goes there. */
  #expect(token: TokenName): number {
    const info = this.#module.tokenInfo(slotOf(token));
    const same = (text: string, expected: string) => seenText(text).trim() === expected;
    if (!same(info.label, token.label) || !same(info.serialNumber, token.serial))
      throw new CallFailed("C_GetTokenInfo", C.CKR_DEVICE_REMOVED);
    return low32(info.flags);
  }

  #open(token: TokenName, flags: number): Ulong {
    this.#expect(token);
    return this.#module.openSession(slotOf(token), flags | C.CKF_SERIAL_SESSION);
  }

  #verify(token: TokenName, pin: string | null): void {
    const session = (this.#session ??= this.#open(token, 0));
    this.#presenting(token, () => this.#module.login(session, pin));
  }

  #change(token: TokenName, codes: readonly [string, string] | null): void {
    const session = this.#open(token, C.CKF_RW_SESSION);
    try {
      this.#presenting(token, () => this.#module.setPin(session, codes));
    } finally {
      this.#module.closeSession(session);
    }
  }

  /** A step that presents a code. After a refusal the token's flags tell how its PIN stands. */
  #presenting(token: TokenName, act: () => void): void {
    try {
      act();
    } catch (thrown) {
      if (!(thrown instanceof CallFailed) || thrown.rv === C.CKR_USER_ALREADY_LOGGED_IN) throw thrown;
      let flags: number | null = null;
      try {
        flags = this.#expect(token);
      } catch {
        // The token has gone, or tells nothing any more.
      }
      throw new CallFailed(thrown.step, thrown.rv, flags);
    }
  }
}

function loaded(file: string): Cryptoki {
  try {
    return new Cryptoki(file);
  } catch (thrown) {
    if (thrown instanceof CallFailed) throw thrown;
    throw new Unloadable(thrown instanceof Error ? thrown.message.slice(0, 300) : "the system does not load it");
  }
}

function slotOf({ slot }: TokenName): Ulong {
  return fromHex(slot);
}
