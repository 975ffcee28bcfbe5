import { randomBytes } from 'node:crypto';
import { VARCO_VERSION } from '../../shared/identity';
import type { CardDesk } from '../cards/desk';
import type { CardMonitor } from '../cards/monitor';
import type { Readers, ReadersState } from '../readers/readers';
import { settledWithin } from '../readers/within';
import { CKF, CKR, CKU } from './constants';
import {
  CkError, type Attribute, type AttributeAnswer, type Cryptoki, type Mechanism, type MechanismInfo, type ModuleInfo, type SessionInfo, type SlotInfo,
  type TokenInfo, type Version,
} from './cryptoki';
import { InsertedCard } from './inserted-card';
import { after, type After } from './kept-pin';
import { MECHANISMS } from './mechanisms';
import { Session } from './session';
import { Slots } from './slots';
import { tokenInfo } from './token-info';

/** What a token works with. The monitor must watch the readers already. */
export interface TokenParts {
  readonly readers: Readers;
  readonly monitor: CardMonitor;
  readonly desk: CardDesk;
  /** For tests. */
  readonly timer?: After;
}

/** Milliseconds for which the list of slots waits for the first news of readers. */
const FIRST_NEWS = 2000;
/** More random bytes at a time are not given. */
const MOST_RANDOM = 1 << 20;
/** Handles set aside for the objects of one insertion: those of a card that is gone mean nothing to the next one. */
const OBJECTS = 0x10;

const CRYPTOKI: Version = { major: 2, minor: 40 };
const NO_VERSION: Version = { major: 0, minor: 0 };

/** Cards in readers as PKCS#11 tokens, for one client. */
export class CardToken implements Cryptoki {
  readonly #slots = new Slots();
  /** By reader. */
  readonly #cards = new Map<string, InsertedCard>();
  readonly #firstObjects = new WeakMap<InsertedCard, number>();
  readonly #sessions = new Map<number, Session>();
  readonly #stop: () => void;
  #initialized = false;
  #lastSession = 0;
  #lastObject = 0;

  constructor(private readonly parts: TokenParts) {
    this.#stop = parts.readers.watch((state) => this.#changed(state));
    this.#changed(parts.readers.state());
  }

  /** Forgets everything and watches no more. */
  close(): void {
    this.#stop();
    this.#forget();
  }

  async initialize(): Promise<void> {
    if (this.#initialized) throw new CkError(CKR.CRYPTOKI_ALREADY_INITIALIZED);
    this.#initialized = true;
  }

  async finalize(): Promise<void> {
    if (!this.#initialized) throw new CkError(CKR.CRYPTOKI_NOT_INITIALIZED);
    this.#initialized = false;
    this.#forget();
  }

  async getInfo(): Promise<ModuleInfo> {
    const [major = 0, minor = 0] = VARCO_VERSION.split('.').map(Number);
    return { cryptoki: CRYPTOKI, manufacturer: 'Varco', description: 'CNS smart cards', version: { major, minor } };
  }

  async getSlotList(tokenPresent: boolean): Promise<readonly number[]> {
    const { readers } = this.parts;
    await settledWithin(FIRST_NEWS, readers.ready());
    const slots = this.#slots.list(readers.state().readers.map(({ name }) => name));
    return tokenPresent ? slots.filter((slot) => this.#hasToken(this.#slots.reader(slot))) : slots;
  }

  async getSlotInfo(slot: number): Promise<SlotInfo> {
    const reader = this.#slots.reader(slot);
    const { TOKEN_PRESENT, REMOVABLE_DEVICE, HW_SLOT } = CKF.slot;
    return {
      description: reader ?? 'No reader yet',
      manufacturer: '',
      flags: REMOVABLE_DEVICE | HW_SLOT | (this.#hasToken(reader) ? TOKEN_PRESENT : 0),
      hardware: NO_VERSION,
      firmware: NO_VERSION,
    };
  }

  async getTokenInfo(slot: number): Promise<TokenInfo> {
    const card = this.#card(slot);
    const contents = await card.contents();
    const pin = await card.pinState();
    const sessions = this.#sessionsOf(card);
    return tokenInfo(contents, pin, { open: sessions.length, openReadWrite: sessions.filter(([, { readWrite }]) => readWrite).length });
  }

  async getMechanismList(slot: number): Promise<readonly number[]> {
    await this.#card(slot).contents();
    return [...MECHANISMS.keys()];
  }

  async getMechanismInfo(slot: number, mechanism: number): Promise<MechanismInfo> {
    const { key: { bits } } = await this.#card(slot).contents();
    if (!MECHANISMS.has(mechanism)) throw new CkError(CKR.MECHANISM_INVALID);
    return { minKeySize: bits, maxKeySize: bits, flags: CKF.mechanism.HW | CKF.mechanism.SIGN };
  }

  async openSession(slot: number, flags: number): Promise<number> {
    if ((flags & CKF.session.SERIAL_SESSION) === 0) throw new CkError(CKR.SESSION_PARALLEL_NOT_SUPPORTED);
    const card = this.#card(slot);
    const contents = await card.contents();
    // Pulled meanwhile.
    if (this.#cards.get(card.reader) !== card) throw new CkError(CKR.TOKEN_NOT_PRESENT);
    const session = new Session(slot, (flags & CKF.session.RW_SESSION) !== 0, card, contents, this.#firstObject(card));
    this.#sessions.set(++this.#lastSession, session);
    return this.#lastSession;
  }

  async closeSession(handle: number): Promise<void> {
    const { card } = this.#session(handle);
    this.#sessions.delete(handle);
    this.#logoutIfUnused(card);
  }

  async closeAllSessions(slot: number): Promise<void> {
    const reader = this.#slots.reader(slot);
    const card = reader === null ? undefined : this.#cards.get(reader);
    if (card) this.#closeSessions(card);
  }

  async getSessionInfo(session: number): Promise<SessionInfo> {
    return this.#session(session).info();
  }

  async setPin(handle: number, oldPin: Uint8Array | null, newPin: Uint8Array | null): Promise<void> {
    const { card, readWrite } = this.#session(handle);
    if (!readWrite) throw new CkError(CKR.SESSION_READ_ONLY);
    if (!oldPin || !newPin) throw new CkError(CKR.ARGUMENTS_BAD);
    await card.changePin(oldPin, newPin);
  }

  async login(handle: number, userType: number, pin: Uint8Array | null): Promise<void> {
    const { card } = this.#session(handle);
    if (userType === CKU.CONTEXT_SPECIFIC) throw new CkError(CKR.OPERATION_NOT_INITIALIZED);
    if (userType !== CKU.USER) throw new CkError(CKR.USER_TYPE_INVALID);
    if (!pin) throw new CkError(CKR.ARGUMENTS_BAD);
    await card.login(pin);
    this.#logoutIfUnused(card);
  }

  async logout(handle: number): Promise<void> {
    const { card } = this.#session(handle);
    if (!card.loggedIn) throw new CkError(CKR.USER_NOT_LOGGED_IN);
    card.logout();
  }

  async getObjectSize(session: number, object: number): Promise<number> {
    return this.#session(session).objectSize(object);
  }

  async getAttributeValue(session: number, object: number, types: readonly number[]): Promise<readonly AttributeAnswer[]> {
    return this.#session(session).attributes(object, types);
  }

  async findObjectsInit(session: number, template: readonly Attribute[]): Promise<void> {
    this.#session(session).beginSearch(template);
  }

  async findObjects(session: number, most: number): Promise<readonly number[]> {
    return this.#session(session).search(most);
  }

  async findObjectsFinal(session: number): Promise<void> {
    this.#session(session).endSearch();
  }

  async signInit(session: number, mechanism: Mechanism, key: number): Promise<void> {
    this.#session(session).beginSigning(mechanism, key);
  }

  async signatureLength(session: number): Promise<number> {
    return this.#session(session).signatureLength();
  }

  async sign(handle: number, data: Uint8Array): Promise<Uint8Array> {
    const session = this.#session(handle);
    session.addData(data);
    return session.finishSigning();
  }

  async signUpdate(session: number, part: Uint8Array): Promise<void> {
    this.#session(session).addData(part);
  }

  async signFinal(session: number): Promise<Uint8Array> {
    return this.#session(session).finishSigning();
  }

  async seedRandom(session: number): Promise<void> {
    this.#session(session);
    throw new CkError(CKR.RANDOM_SEED_NOT_SUPPORTED);
  }

  async generateRandom(session: number, length: number): Promise<Uint8Array> {
    this.#session(session);
    if (length > MOST_RANDOM) throw new CkError(CKR.ARGUMENTS_BAD);
    return randomBytes(length);
  }

  /** The sessions of a card that was pulled are over, at once. */
  #changed({ readers }: ReadersState): void {
    this.#slots.see(readers.map(({ name }) => name));
    for (const [reader, card] of this.#cards) {
      if (readers.find(({ name }) => name === reader)?.card?.insertion === card.insertion) continue;
      this.#cards.delete(reader);
      card.end();
      this.#closeSessions(card);
    }
  }

  /** A card that is still being read counts as a token. */
  #hasToken(reader: string | null): boolean {
    const card = this.parts.monitor.state().readers.find(({ name }) => name === reader)?.card;
    return card?.status === 'reading' || card?.status === 'ready';
  }

  /** Throws CKR_SLOT_ID_INVALID, CKR_TOKEN_NOT_PRESENT. */
  #card(slot: number): InsertedCard {
    const reader = this.#slots.reader(slot);
    const inserted = this.parts.readers.state().readers.find(({ name }) => name === reader)?.card;
    if (reader === null || !inserted) throw new CkError(CKR.TOKEN_NOT_PRESENT);
    const known = this.#cards.get(reader);
    if (known?.insertion === inserted.insertion) return known;
    const { monitor, desk, timer = after } = this.parts;
    const card = new InsertedCard(reader, inserted.insertion, { monitor, desk, timer });
    this.#cards.set(reader, card);
    return card;
  }

  #firstObject(card: InsertedCard): number {
    const given = this.#firstObjects.get(card);
    if (given !== undefined) return given;
    this.#lastObject += OBJECTS;
    this.#firstObjects.set(card, this.#lastObject);
    return this.#lastObject;
  }

  #session(handle: number): Session {
    const session = this.#sessions.get(handle);
    if (!session) throw new CkError(CKR.SESSION_HANDLE_INVALID);
    return session;
  }

  #sessionsOf(card: InsertedCard): [number, Session][] {
    return [...this.#sessions].filter(([, session]) => session.card === card);
  }

  #closeSessions(card: InsertedCard): void {
    for (const [handle] of this.#sessionsOf(card)) this.#sessions.delete(handle);
    card.logout();
  }

  #logoutIfUnused(card: InsertedCard): void {
    if (this.#sessionsOf(card).length === 0) card.logout();
  }

  #forget(): void {
    for (const card of this.#cards.values()) card.end();
    this.#cards.clear();
    this.#sessions.clear();
  }
}
