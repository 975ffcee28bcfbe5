import { constants, privateDecrypt } from "node:crypto";
import { VarcoError } from "../../../../shared/errors";
import { CardDesk } from "../../../../native-host/cards/desk";
import { CardMonitor } from "../../../../native-host/cards/monitor";
import type { LoginCard } from "../../../../native-host/card/login-card";
import { CardToken } from "../../../../native-host/pkcs11/card-token";
import type { CardSource, ReadersState } from "../../../../native-host/readers/readers";
import { Authority, days, type Issued } from "../../../../devkit/pki/authority";
import { issueCardCertificate } from "../../../../devkit/pki/card-certificate";
import { rsaKey } from "../../../../devkit/pki/keys";
import { ADA } from "../../../../devkit/pki/people";
import { ATR } from "../../card/cards";

export const PIN = "24680";
const READER = "Reader";
const TRIES = 3;
const BITS = 1024;

/** The card of an invented person, without files and commands: the methods that a token calls. */
class SoftCard {
  #pin = PIN;
  #tries = TRIES;

  constructor(readonly issued: Issued) {}

  begin(): void {
    this.#pin = PIN;
    this.#tries = TRIES;
  }

  /** For one operation: the PIN counts as verified until its end. */
  open(): LoginCard {
    let verified = false;
    const state = async () => ({ triesLeft: this.#tries, blocked: this.#tries === 0 });
    const nobodyAsks = () => Promise.reject(new VarcoError("keypad.failed"));
    const present = (pin: Uint8Array) => {
      verified = this.#takes(pin);
    };
    return {
      family: { id: "standard", name: "CNS", missing: null },
      readCertificate: async () => this.issued.der,
      readSerial: async () => null,
      triesLeft: state,
      pukTriesLeft: state,
      verifyPin: async (pin) => present(pin),
      changePin: async (oldPin, newPin) => {
        present(oldPin);
        this.#pin = Buffer.from(newPin).toString("latin1");
      },
      unblockPin: nobodyAsks,
      verifyPinByKeypad: nobodyAsks,
      changePinByKeypad: nobodyAsks,
      unblockPinByKeypad: nobodyAsks,
      rawRsa: async (block) => {
        if (!verified) throw new VarcoError("card.answer", { step: "private-key operation", statusWord: "6982" });
        return privateDecrypt({ key: this.issued.key, padding: constants.RSA_NO_PADDING }, block);
      },
    };
  }

  #takes(pin: Uint8Array): true {
    if (this.#tries === 0) throw new VarcoError("pin.blocked");
    if (Buffer.from(pin).toString("latin1") === this.#pin) {
      this.#tries = TRIES;
      return true;
    }
    this.#tries -= 1;
    throw this.#tries === 0 ? new VarcoError("pin.blocked") : new VarcoError("pin.wrong", { triesLeft: this.#tries });
  }
}

/** One reader, in which the card comes and goes. */
class SoftReaders implements CardSource {
  readonly stuck = false;
  readonly #card: SoftCard;
  readonly #watching = new Set<(state: ReadersState) => void>();
  #insertion = 1;
  #inserted = true;

  constructor(card: SoftCard) {
    this.#card = card;
  }

  state(): ReadersState {
    const card = this.#inserted ? { atr: ATR.standard, insertion: this.#insertion } : null;
    return { service: true, readers: [{ name: READER, keypad: false, card }] };
  }
  ready = async () => {};
  close = async () => {};
  connect = () => Promise.reject(new VarcoError("card.none"));
  watch(changed: (state: ReadersState) => void): () => void {
    this.#watching.add(changed);
    return () => this.#watching.delete(changed);
  }
  token = async () => {
    if (!this.#inserted) throw new VarcoError("card.none");
    return { openToken: () => this.#card.open(), close: async () => {} };
  };

  pull(): void {
    if (!this.#inserted) return;
    this.#inserted = false;
    this.#announce();
  }

  insert(): void {
    if (this.#inserted) return;
    this.#insertion += 1;
    this.#inserted = true;
    this.#announce();
  }

  #announce(): void {
    for (const changed of [...this.#watching]) changed(this.state());
  }
}

/** A token of a card that is in its reader, untouched and read. */
export interface SoftWorld {
  begin(): Promise<{ readonly token: CardToken; readonly readers: SoftReaders }>;
}

let made: Promise<SoftWorld> | undefined;

/** The same each time: making the card takes longer than many searches. */
export function softWorld(): Promise<SoftWorld> {
  return (made ??= make());
}

async function make(): Promise<SoftWorld> {
  const pair = await rsaKey("card-of-fuzz", BITS);
  const authority = await Authority.create([{ C: ["IT"] }, { CN: ["Prova CA"] }], pair);
  const card = new SoftCard(await issueCardCertificate(authority, { person: ADA, pair, validity: days(-10, 365) }));
  const readers = new SoftReaders(card);
  const desk = new CardDesk(readers);
  const monitor = new CardMonitor(readers, desk);
  return {
    begin: async () => {
      card.begin();
      readers.insert();
      await monitor.card(READER);
      return { token: new CardToken({ readers, monitor, desk, startTimer: () => () => {} }), readers };
    },
  };
}
