import assert from "node:assert/strict";
import { INVENTED_PIN, inventedCard, type VirtualCard, type VirtualCardOptions } from "../../devkit/card/index";
import type { Issued } from "../../devkit/pki/authority";
import { ADA } from "../../devkit/pki/people";
import { createTestPki, type CardCertificateOptions, type TestPki } from "../../devkit/pki/pki";
import { CardDesk } from "../../native-host/cards/desk";
import type { CardLock } from "../../native-host/cards/card-lock";
import { CardMonitor } from "../../native-host/cards/monitor";
import type { ReadingTimes } from "../../native-host/cards/reading";
import { CardToken } from "../../native-host/pkcs11/card-token";
import { CKA, CKF, CKO, CKR, CKU } from "../../native-host/pkcs11/constants";
import { CkError, type Cryptoki, type Mechanism } from "../../native-host/pkcs11/cryptoki";
import { InsertedReaders } from "./inserted-readers";

export const READER = "Reader";

/** PIN digits as a program gives them. */
export const pin = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, "latin1"));

/** For `assert.rejects`: the token answers with this code. */
export function answers(name: keyof typeof CKR): (thrown: unknown) => true {
  return (thrown) => {
    assert.ok(thrown instanceof CkError, String(thrown));
    const [met = thrown.message] = Object.entries(CKR).flatMap(([key, value]) => (value === thrown.rv ? [key] : []));
    assert.equal(met, name);
    return true;
  };
}

/** Timers that run out when the test says so. */
export class Timers {
  readonly #running = new Set<{ readonly ms: number; readonly then: () => void }>();

  readonly start = (ms: number, then: () => void): (() => void) => {
    const timer = { ms, then };
    this.#running.add(timer);
    return () => this.#running.delete(timer);
  };

  get running(): number[] {
    return [...this.#running].map(({ ms }) => ms);
  }

  runOut(): void {
    for (const timer of [...this.#running]) {
      this.#running.delete(timer);
      timer.then();
    }
  }
}

/** A token of one client, its readers, and shorthands for what clients do all the time. */
export interface TokenStage {
  readonly token: Cryptoki;
  readonly readers: InsertedReaders;
  readonly monitor: CardMonitor;
  readonly timers: Timers;
  /** The slot of a reader. */
  readonly slot: (reader?: string) => Promise<number>;
  /** Opens a session; `login` logs in with the right PIN. */
  readonly session: (options?: { readWrite?: boolean; login?: boolean; slot?: number }) => Promise<number>;
  readonly find: (session: number, type: keyof typeof CKO) => Promise<number[]>;
  readonly sign: (session: number, mechanism: Mechanism, data: Uint8Array) => Promise<Uint8Array>;
  readonly close: () => void;
}

/** A token and its client, on readers that others may use too. */
export function tokenOn(readers: InsertedReaders, lock?: CardLock, times?: Partial<ReadingTimes>): TokenStage {
  const desk = new CardDesk(readers, lock);
  const monitor = new CardMonitor(readers, desk, times);
  const timers = new Timers();
  const token = new CardToken({ readers, monitor, desk, startTimer: timers.start });
  const stage: TokenStage = {
    token,
    readers,
    monitor,
    timers,
    async slot(reader = READER) {
      for (const slot of await token.getSlotList(false))
        if ((await token.getSlotInfo(slot)).description === reader) return slot;
      return assert.fail(`no slot for ${reader}`);
    },
    async session({ readWrite = false, login = false, slot } = {}) {
      const flags = CKF.session.SERIAL_SESSION | (readWrite ? CKF.session.RW_SESSION : 0);
      const session = await token.openSession(slot ?? (await stage.slot()), flags);
      if (login) await token.login(session, CKU.USER, pin(INVENTED_PIN));
      return session;
    },
    async find(session, type) {
      await token.findObjectsInit(session, [{ type: CKA.CLASS, value: CKO[type] }]);
      const found = await token.findObjects(session, 10);
      await token.findObjectsFinal(session);
      return [...found];
    },
    async sign(session, mechanism, data) {
      const [key] = await stage.find(session, "PRIVATE_KEY");
      await token.signInit(session, mechanism, key ?? assert.fail("no private key"));
      return token.sign(session, data);
    },
    close() {
      token.close();
      monitor.close();
    },
  };
  return stage;
}

let pki: Promise<TestPki> | null = null;

/** A certificate and its key; the authorities are made once. */
export async function issue(certificate: CardCertificateOptions = {}): Promise<Issued> {
  return (await (pki ??= createTestPki())).card(certificate);
}

/** A reader with a card in it. */
export async function insertedToken(
  options: Partial<VirtualCardOptions> = {},
  times?: Partial<ReadingTimes>,
): Promise<TokenStage & { card: VirtualCard; issued: Issued }> {
  const issued = await issue();
  const card = inventedCard(issued, ADA, options);
  const readers = new InsertedReaders();
  readers.plug(READER);
  readers.insert(READER, card);
  return { ...tokenOn(readers, undefined, times), card, issued };
}
