import { randomBytes } from "node:crypto";
import { VARCO_VERSION } from "../../shared/identity";
import { CKF, CKR, CKU } from "./constants";
import {
  CkError,
  type Attribute,
  type AttributeAnswer,
  type Cryptoki,
  type Mechanism,
  type MechanismInfo,
  type ModuleInfo,
  type SessionInfo,
  type SlotInfo,
  type TokenInfo,
  type Version,
} from "./cryptoki";
import { MECHANISMS } from "./mechanisms";
import { Sessions } from "./sessions";
import { SlotCards, type TokenServices } from "./slot-cards";
import { tokenInfo } from "./token-info";

/** Random bytes in one call. */
const MAX_RANDOM = 1 << 20;

const CRYPTOKI: Version = { major: 2, minor: 40 };
const NO_VERSION: Version = { major: 0, minor: 0 };

/** Shows one client the cards in the readers as PKCS#11 tokens. */
export class CardToken implements Cryptoki {
  readonly #slots: SlotCards;
  readonly #sessions = new Sessions();
  #initialized = false;

  constructor(services: TokenServices) {
    // The sessions of a card end as soon as somebody pulls it.
    this.#slots = new SlotCards(services, (card) => this.#sessions.closeAllOf(card));
  }

  /** Ends all sessions and logins, and stops watching the readers. */
  close(): void {
    this.#sessions.closeAll();
    this.#slots.close();
  }

  async initialize(): Promise<void> {
    if (this.#initialized) throw new CkError(CKR.CRYPTOKI_ALREADY_INITIALIZED);
    this.#initialized = true;
  }

  async finalize(): Promise<void> {
    if (!this.#initialized) throw new CkError(CKR.CRYPTOKI_NOT_INITIALIZED);
    this.#initialized = false;
    this.#sessions.closeAll();
    this.#slots.reset();
  }

  async getInfo(): Promise<ModuleInfo> {
    const [major = 0, minor = 0] = VARCO_VERSION.split(".").map(Number);
    return { cryptoki: CRYPTOKI, manufacturer: "Varco", description: "CNS smart cards", version: { major, minor } };
  }

  async getSlotList(tokenPresent: boolean): Promise<readonly number[]> {
    const slots = await this.#slots.list();
    return tokenPresent ? slots.filter((slot) => this.#slots.hasToken(slot)) : slots;
  }

  async getSlotInfo(slot: number): Promise<SlotInfo> {
    const reader = this.#slots.reader(slot);
    const { TOKEN_PRESENT, REMOVABLE_DEVICE, HW_SLOT } = CKF.slot;
    return {
      description: reader ?? "No reader yet",
      manufacturer: "",
      flags: REMOVABLE_DEVICE | HW_SLOT | (this.#slots.hasToken(slot) ? TOKEN_PRESENT : 0),
      hardware: NO_VERSION,
      firmware: NO_VERSION,
    };
  }

  async getTokenInfo(slot: number): Promise<TokenInfo> {
    const card = this.#slots.card(slot);
    const contents = await card.contents();
    const pin = await card.pinState();
    return tokenInfo(contents, pin, this.#sessions.count(card));
  }

  async getMechanismList(slot: number): Promise<readonly number[]> {
    await this.#slots.card(slot).contents();
    return [...MECHANISMS.keys()];
  }

  async getMechanismInfo(slot: number, mechanism: number): Promise<MechanismInfo> {
    const { bits } = (await this.#slots.card(slot).contents()).known.key;
    if (!MECHANISMS.has(mechanism)) throw new CkError(CKR.MECHANISM_INVALID);
    return { minKeySize: bits, maxKeySize: bits, flags: CKF.mechanism.HW | CKF.mechanism.SIGN };
  }

  async openSession(slot: number, flags: number): Promise<number> {
    if ((flags & CKF.session.SERIAL_SESSION) === 0) throw new CkError(CKR.SESSION_PARALLEL_NOT_SUPPORTED);
    const card = this.#slots.card(slot);
    const contents = await card.contents();
    // Somebody may have pulled the card meanwhile.
    if (!this.#slots.isPresent(card)) throw new CkError(CKR.TOKEN_NOT_PRESENT);
    return this.#sessions.open(slot, (flags & CKF.session.RW_SESSION) !== 0, card, contents);
  }

  async closeSession(session: number): Promise<void> {
    this.#sessions.close(session);
  }

  async closeAllSessions(slot: number): Promise<void> {
    this.#sessions.closeAllOf(this.#slots.card(slot));
  }

  async getSessionInfo(session: number): Promise<SessionInfo> {
    return this.#sessions.get(session).info();
  }

  async setPin(handle: number, oldPin: Uint8Array | null, newPin: Uint8Array | null): Promise<void> {
    const { card, readWrite } = this.#sessions.get(handle);
    if (!readWrite) throw new CkError(CKR.SESSION_READ_ONLY);
    if (!oldPin || !newPin) throw new CkError(CKR.ARGUMENTS_BAD);
    await card.changePin(oldPin, newPin);
  }

  async login(handle: number, userType: number, pin: Uint8Array | null): Promise<void> {
    const { card } = this.#sessions.get(handle);
    if (userType === CKU.CONTEXT_SPECIFIC) throw new CkError(CKR.OPERATION_NOT_INITIALIZED);
    if (userType !== CKU.USER) throw new CkError(CKR.USER_TYPE_INVALID);
    if (!pin) throw new CkError(CKR.ARGUMENTS_BAD);
    await card.login(pin);
    this.#sessions.logoutIfUnused(card);
  }

  async logout(handle: number): Promise<void> {
    const { card } = this.#sessions.get(handle);
    if (!card.loggedIn) throw new CkError(CKR.USER_NOT_LOGGED_IN);
    card.logout();
  }

  async getObjectSize(session: number, object: number): Promise<number> {
    return this.#sessions.get(session).objectSize(object);
  }

  async getAttributeValue(
    session: number,
    object: number,
    types: readonly number[],
  ): Promise<readonly AttributeAnswer[]> {
    return this.#sessions.get(session).attributes(object, types);
  }

  async findObjectsInit(session: number, template: readonly Attribute[]): Promise<void> {
    this.#sessions.get(session).beginSearch(template);
  }

  async findObjects(session: number, most: number): Promise<readonly number[]> {
    return this.#sessions.get(session).search(most);
  }

  async findObjectsFinal(session: number): Promise<void> {
    this.#sessions.get(session).endSearch();
  }

  async signInit(session: number, mechanism: Mechanism, key: number): Promise<void> {
    this.#sessions.get(session).beginSigning(mechanism, key);
  }

  async signatureLength(session: number): Promise<number> {
    return this.#sessions.get(session).signatureLength();
  }

  async sign(handle: number, data: Uint8Array): Promise<Uint8Array> {
    const session = this.#sessions.get(handle);
    session.addAll(data);
    return session.finishSigning();
  }

  async signUpdate(session: number, part: Uint8Array): Promise<void> {
    this.#sessions.get(session).addPart(part);
  }

  async signFinal(session: number): Promise<Uint8Array> {
    return this.#sessions.get(session).finishSigning();
  }

  async seedRandom(session: number): Promise<void> {
    this.#sessions.get(session);
    throw new CkError(CKR.RANDOM_SEED_NOT_SUPPORTED);
  }

  async generateRandom(session: number, length: number): Promise<Uint8Array> {
    this.#sessions.get(session);
    if (length > MAX_RANDOM) throw new CkError(CKR.ARGUMENTS_BAD);
    return randomBytes(length);
  }
}
