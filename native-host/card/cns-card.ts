import { VarcoError } from "../../shared/errors";
import type { CardFamily, LoginReferences } from "./families/family";
import { lookAlikes } from "./families/recognise";
import { readCertificateFile } from "./certificate-file";
import type { Exchange } from "./exchange";
import type { FileSystem } from "./file-system";
import { exchangeByKeypad } from "./keypad";
import type { FamilyView, LoginCard } from "./login-card";
import { parsePersonalData, personalDataLength, PERSONAL_DATA_HEADER, type PersonalData } from "./personal-data";
import {
  askTriesLeft,
  blankData,
  CHANGE,
  codeData,
  present,
  UNBLOCK,
  VERIFY,
  type CodeCommand,
  type PinState,
} from "./pin";
import { rawRsa } from "./raw-rsa";
import { isStatusWord } from "./status-word";
import type { Keypad } from "./transport";

const SERIAL = { path: "1000 1003", length: 16 };
const PERSONAL_DATA = { path: "1100 1102", firstRead: 255 };
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * A CNS in a reader, for as long as the connection lasts. One call at a time. Every method throws what the transport
 * throws (`card.removed`, `reader.gone`, …) and `card.answer` for a step that the card refuses.
 */
export class CnsCard implements LoginCard {
  readonly #send: Exchange;
  readonly #files: FileSystem;
  readonly #pinWillChange: () => void;
  readonly #keypad: Keypad | null;
  #family: CardFamily;

  /**
   * `pinWillChange` is called before a command goes out that may change the PIN. `keypad`: of the reader that the card
   * is in.
   */
  constructor(send: Exchange, files: FileSystem, family: CardFamily, pinWillChange: () => void, keypad: Keypad | null) {
    this.#send = send;
    this.#files = files;
    this.#pinWillChange = pinWillChange;
    this.#keypad = keypad;
    this.#family = family;
  }

  /** The family. One that differs only in the place of the certificate is known once the certificate has been read. */
  get family(): FamilyView {
    const { id, name, login } = this.#family;
    return { id, name, missing: "missing" in login ? login.missing : null };
  }

  /**
   * The authentication certificate, DER. Throws `card.not-activated` when the file is there and empty,
   * `card.certificate` when there is none or it is broken.
   */
  async readCertificate(): Promise<Uint8Array> {
    let blank = false;
    for (const place of this.#family.certificate) {
      const file = await readCertificateFile(this.#files, place);
      if (typeof file !== "string") return file;
      blank ||= file === "empty";
    }
    for (const family of lookAlikes(this.#family)) {
      for (const place of family.certificate) {
        const file = await readCertificateFile(this.#files, place).catch(unlessRefused);
        blank ||= file === "empty";
        if (typeof file === "string") continue;
        this.#family = family;
        return file;
      }
    }
    throw blank
      ? new VarcoError("card.not-activated")
      : new VarcoError("card.certificate", { reason: "there is no certificate file" });
  }

  /** EF_IDCarta: the 16 characters of the card's serial number; null when the card has none. */
  async readSerial(): Promise<string | null> {
    const step = "read serial number";
    if (!(await this.#files.select(step, SERIAL.path))) return null;
    const text = Buffer.from(await this.#files.read(step, 0, SERIAL.length)).toString("latin1");
    return text.length === SERIAL.length && PRINTABLE.test(text) ? text.trim() : null;
  }

  /** EF_DatiPersonali. Null when the card has none, or none that can be parsed. */
  async readPersonalData(): Promise<PersonalData | null> {
    const step = "read personal data";
    if (!(await this.#files.select(step, PERSONAL_DATA.path))) return null;
    const head = await this.#files.read(step, 0, PERSONAL_DATA.firstRead);
    const length = head.length < PERSONAL_DATA_HEADER ? null : personalDataLength(head);
    if (length === null) return null;
    const content = await this.#files.readOn(step, head, length);
    return content.length === length ? parsePersonalData(content) : null;
  }

  /** Selects files by path, to find out which a card has. Whatever it says is an answer. */
  async survey(paths: readonly string[]): Promise<void> {
    for (const path of paths) await this.#files.select("survey", path).catch(unlessRefused);
  }

  /** Tries left of the PIN; spends none. A card that cannot log in yet does not say. */
  triesLeft(): Promise<PinState> {
    return this.#ask(({ pin }) => pin);
  }

  /** Tries left of the PUK; the same. */
  pukTriesLeft(): Promise<PinState> {
    return this.#ask(({ puk }) => puk);
  }

  /**
   * Verifies the PIN (5 to 8 ASCII digits), once; the caller wipes its buffer. Throws `pin.format` (nothing was sent),
   * `pin.wrong` with `triesLeft`, `pin.blocked`, `card.unsupported`.
   */
  verifyPin(pin: Uint8Array): Promise<void> {
    return this.#present(VERIFY, [pin]);
  }

  /**
   * Changes the PIN (both 5 to 8 ASCII digits), once; the caller wipes its buffers. Throws `pin.format`,
   * `pin.new-format` (nothing was sent), `pin.wrong` with `triesLeft` and `pin.blocked`, both of the old one,
   * `pin.refused`, `pin.unknown`, `card.unsupported`.
   */
  changePin(oldPin: Uint8Array, newPin: Uint8Array): Promise<void> {
    return this.#present(CHANGE, [oldPin, newPin]);
  }

  /**
   * Sets a new PIN with the PUK (8 ASCII digits), once, blocked or not; the caller wipes its buffers. Throws
   * `puk.format`, `pin.new-format` (nothing was sent), `puk.wrong` with `triesLeft`, `puk.blocked`, `pin.refused`,
   * `pin.unknown`, `card.unsupported`.
   */
  unblockPin(puk: Uint8Array, newPin: Uint8Array): Promise<void> {
    return this.#present(UNBLOCK, [puk, newPin]);
  }

  /**
   * The same three with the codes typed on the reader's keypad, within the time that it allows. The reader checks only
   * their length, and that both entries of the new PIN agree. They also throw `keypad.failed` (no keypad, or not for
   * this), `keypad.cancelled`, `keypad.timeout`, `pin.repeat`, `pin.format`: nothing was sent.
   */
  verifyPinByKeypad(): Promise<void> {
    return this.#present(VERIFY, null);
  }

  changePinByKeypad(): Promise<void> {
    return this.#present(CHANGE, null);
  }

  unblockPinByKeypad(): Promise<void> {
    return this.#present(UNBLOCK, null);
  }

  /**
   * Raw RSA with the authentication key, after `verifyPin`. Block and result: as many bytes as the modulus, big-endian;
   * the padding is the caller's. Throws `card.unsupported`.
   */
  async rawRsa(block: Uint8Array): Promise<Uint8Array> {
    const login = this.#login();
    await this.#enter(login);
    return rawRsa(this.#send, login.environment, login.key, block);
  }

  /** `codes` null: by keypad. */
  async #present(command: CodeCommand, codes: readonly Uint8Array[] | null): Promise<void> {
    const login = this.#login();
    const send = codes === null ? this.#byKeypad(command) : this.#send;
    const data = codes === null ? blankData(command) : codeData(command, codes);
    try {
      await this.#enter(login);
      if (command.setsPin) this.#pinWillChange();
      await present(send, command, login.pin, data);
    } finally {
      data.fill(0);
    }
  }

  #byKeypad({ codes }: CodeCommand): Exchange {
    if (this.#keypad === null) throw new VarcoError("keypad.failed");
    return exchangeByKeypad(this.#keypad, codes.length);
  }

  async #ask(reference: (login: LoginReferences) => number): Promise<PinState> {
    const { login } = this.#family;
    if ("missing" in login) return { triesLeft: null, blocked: false };
    await this.#enter(login);
    return askTriesLeft(this.#send, reference(login));
  }

  #login(): LoginReferences {
    const { name, login } = this.#family;
    if ("missing" in login) throw new VarcoError("card.unsupported", { family: name, missing: login.missing });
    return login;
  }

  /** Selects the DF of PIN and key if the family needs that. */
  async #enter({ df }: LoginReferences): Promise<void> {
    const step = "select directory of PIN and key";
    if (df !== null && !(await this.#files.select(step, df))) {
      throw new VarcoError("card.answer", { step, statusWord: "6A82" });
    }
  }
}

/** A mask that does not know such a path may refuse it in any words: then the certificate is not there. */
function unlessRefused(error: unknown): "missing" {
  const refused = error instanceof VarcoError && error.code === "card.answer";
  if (refused && isStatusWord(Number.parseInt(String(error.details["statusWord"]), 16))) return "missing";
  throw error;
}
