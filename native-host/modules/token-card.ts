import { VarcoError, type ErrorValue } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { isPin, newPinFormat, pinFormat, pinRulesOf, type PinLength, type PinRules } from "../../shared/pin-rules";
import type { FamilyView, LoginCard } from "../card/login-card";
import type { PinState } from "../card/pin";
import { moduleError, type FoundModule } from "./find";
import type { ModuleProcess } from "./module-process";
import type { Token } from "./protocol";
import { pinState, TOKEN_FLAG } from "./return-values";

/** A token with a CNS certificate, as its module told it. */
export interface CnsToken {
  readonly module: FoundModule;
  readonly token: Token;
  /** The authentication certificate, and the identifier that it shares with its key. */
  readonly certificate: { readonly id: Uint8Array; readonly der: Uint8Array };
}

/** The processes of a token's module. */
export interface TokenProcesses {
  /** The one that everybody asks. It never gets a PIN. */
  shared(): ModuleProcess;
  /** The one of this operation. It may get the PIN, and ends with the operation. */
  own(): ModuleProcess;
}

/** Characters of a family's name that fit into a message. */
const LONGEST_NAME = 64;
/** The tries of a PUK: PKCS#11 has no word for them. */
const NOT_TOLD: PinState = { triesLeft: null, blocked: false };

/** Whether the person types codes on the token, or in a window of its program. */
export function hasKeypad({ token }: CnsToken): boolean {
  return (token.flags & TOKEN_FLAG.protectedAuthenticationPath) !== 0;
}

/** A token for one operation. Every method throws what `ModuleProcess.ask` throws. */
export class TokenCard implements LoginCard {
  readonly #cns: CnsToken;
  readonly #processes: TokenProcesses;
  readonly #pinWillChange: () => void;

  constructor(cns: CnsToken, processes: TokenProcesses, pinWillChange: () => void) {
    this.#cns = cns;
    this.#processes = processes;
    this.#pinWillChange = pinWillChange;
  }

  get family(): FamilyView {
    const { module, token } = this.#cns;
    const name = (token.model || token.label || module.program).slice(0, LONGEST_NAME);
    return { id: "token", name, missing: null, pinLength: pinLengthOf(token) };
  }

  async readCertificate(): Promise<Uint8Array> {
    return this.#cns.certificate.der;
  }

  /** The token's own serial number, which may differ from the one that is printed on it. */
  async readSerial(): Promise<string | null> {
    const { serial } = this.#cns.token;
    return serial === "" ? null : serial.slice(0, 32);
  }

  /** A token tells only that one try is left, or none. */
  async triesLeft(): Promise<PinState> {
    const { flags } = await this.#processes.shared().ask({ op: "flags", token: this.#name });
    return pinState(flags);
  }

  async pukTriesLeft(): Promise<PinState> {
    return NOT_TOLD;
  }

  /** Throws `token.pin-format` for a PIN that the token cannot have: it did not get it. */
  async verifyPin(pin: Uint8Array): Promise<void> {
    const text = this.#fitting(pin, pinFormat);
    await this.#verify(text, false);
  }

  async verifyPinByKeypad(): Promise<void> {
    if (!hasKeypad(this.#cns)) throw new VarcoError("keypad.failed");
    await this.#verify(null, true);
  }

  async changePin(oldPin: Uint8Array, newPin: Uint8Array): Promise<void> {
    await this.#change([this.#fitting(oldPin, pinFormat), this.#fitting(newPin, newPinFormat)], false);
  }

  async changePinByKeypad(): Promise<void> {
    if (!hasKeypad(this.#cns)) throw new VarcoError("keypad.failed");
    await this.#change(null, true);
  }

  /** PKCS#11 leaves it to each maker what a PUK is. Throws `token.elsewhere`. */
  async unblockPin(): Promise<void> {
    throw moduleError("token.elsewhere", this.#cns.module);
  }

  async unblockPinByKeypad(): Promise<void> {
    throw moduleError("token.elsewhere", this.#cns.module);
  }

  async rawRsa(block: Uint8Array): Promise<Uint8Array> {
    const { signature } = await this.#processes.own().ask({
      op: "sign",
      token: this.#name,
      id: base64(this.#cns.certificate.id),
      block: base64(block),
    });
    if (signature.length !== block.length)
      throw new VarcoError("token.refused", { program: this.#cns.module.program, step: "C_Sign", value: "0x0" });
    return signature;
  }

  async #verify(pin: string | null, waitsForPerson: boolean): Promise<void> {
    await this.#processes
      .own()
      .ask({ op: "verify", token: this.#name, pin }, waitsForPerson)
      .catch((thrown: unknown) => {
        throw thrown instanceof VarcoError && thrown.code === "pin.format" ? errorOf(pinFormat(this.#rules)) : thrown;
      });
  }

  async #change(codes: readonly [string, string] | null, waitsForPerson: boolean): Promise<void> {
    this.#pinWillChange();
    await this.#processes
      .own()
      .ask({ op: "change", token: this.#name, codes }, waitsForPerson)
      .catch((thrown: unknown) => {
        // Nobody knows what the token did with it.
        const lost = thrown instanceof VarcoError && ["token.crashed", "token.silent"].includes(thrown.code);
        throw lost ? new VarcoError("pin.unknown", {}, { cause: thrown }) : thrown;
      });
  }

  get #name() {
    const { slot, label, serial } = this.#cns.token;
    return { slot, label, serial };
  }

  get #rules(): PinRules {
    return pinRulesOf({ pinLength: pinLengthOf(this.#cns.token) });
  }

  #fitting(pin: Uint8Array, otherwise: (rules: PinRules) => ErrorValue): string {
    const text = textOf(pin);
    if (!isPin(text, this.#rules)) throw errorOf(otherwise(this.#rules));
    return text;
  }
}

/** Characters of a token's PIN. 0: the token does not say, and any length may be right. */
function pinLengthOf({ minPin, maxPin }: Token): PinLength {
  const min = Math.max(minPin, 1);
  const max = maxPin > 0 ? Math.min(maxPin, LIMITS.code) : LIMITS.code;
  return min <= max ? { min, max } : { min: 1, max: LIMITS.code };
}

function errorOf({ code, details }: ErrorValue): VarcoError {
  return new VarcoError(code, details);
}

/** The add-on takes a string, which cannot be wiped: the child process that gets it ends with the operation. */
function textOf(pin: Uint8Array): string {
  return Buffer.from(pin.buffer, pin.byteOffset, pin.length).toString("utf8");
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
