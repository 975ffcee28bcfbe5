import {
  constants,
  createHash,
  privateEncrypt,
  randomBytes,
  sign,
  type KeyObject,
  type X509Certificate,
} from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import type { Issued } from "../../../devkit/pki/authority";
import { SHA256 } from "../../../native-host/rsa/hashes";
import { pssBlock } from "../../../native-host/rsa/pss";
import { CKA, CKC, CKF, CKG, CKK, CKM, CKO, CKR, CKS, CKU } from "../../../native-host/pkcs11/constants";
import {
  CkError,
  type Attribute,
  type AttributeAnswer,
  type AttributeValue,
  type Cryptoki,
  type Mechanism,
  type MechanismInfo,
  type ModuleInfo,
  type SessionInfo,
  type SlotInfo,
  type TokenInfo,
} from "../../../native-host/pkcs11/cryptoki";

export const SLOT = 7;
export const PIN = "12345";
export const LABEL = "Ada Prova (software)";
const VERSION = { major: 1, minor: 2 };

interface Session {
  readonly flags: number;
  found: number[] | null;
  signing: { mechanism: number; parts: Uint8Array[] } | null;
}

const raw = (key: KeyObject, block: Uint8Array) => privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, block);

/** What each mechanism does with the private key. */
const SIGNERS: ReadonlyMap<number, (key: KeyObject, data: Uint8Array) => Buffer> = new Map([
  [CKM.RSA_PKCS, (key, data) => privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, data)],
  [CKM.RSA_X_509, raw],
  [CKM.SHA256_RSA_PKCS, (key, data) => sign("sha256", data, key)],
  [CKM.RSA_PKCS_PSS, (key, digest) => raw(key, pssBlock(digest, SHA256, SHA256.length, 2048))],
  [
    CKM.SHA256_RSA_PKCS_PSS,
    (key, data) => sign("sha256", data, { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SHA256.length }),
  ],
] as const);
const WITH_PARAMETER: ReadonlySet<number> = new Set([CKM.RSA_PKCS_PSS, CKM.SHA256_RSA_PKCS_PSS]);
/** CK_RSA_PKCS_PSS_PARAMS that it takes. */
const PSS = { hash: CKM.SHA256, mgf: CKG.MGF1_SHA256, saltLength: SHA256.length };

/**
 * A token in software with a key and its certificate, which other people's programs use through our side of the
 * protocol.
 */
export class SoftwareToken implements Cryptoki {
  readonly #objects: ReadonlyMap<number, ReadonlyMap<number, AttributeValue>>;
  readonly #sessions = new Map<number, Session>();
  readonly #key: KeyObject;
  #next = 1;
  #loggedIn = false;
  #initialized = false;

  constructor({ certificate, key }: Issued) {
    this.#key = key;
    this.#objects = objectsOf(certificate);
  }

  async initialize(): Promise<void> {
    if (this.#initialized) throw new CkError(CKR.CRYPTOKI_ALREADY_INITIALIZED);
    this.#initialized = true;
  }
  async finalize(): Promise<void> {
    this.#initialized = false;
  }
  async getInfo(): Promise<ModuleInfo> {
    return {
      cryptoki: { major: 2, minor: 40 },
      manufacturer: "Prova",
      description: "A module for tests",
      version: VERSION,
    };
  }
  async getSlotList(): Promise<readonly number[]> {
    return [SLOT];
  }
  async getSlotInfo(slot: number): Promise<SlotInfo> {
    this.#checkSlot(slot);
    return {
      description: "A slot à la carte",
      manufacturer: "Prova",
      flags: CKF.slot.TOKEN_PRESENT,
      hardware: VERSION,
      firmware: VERSION,
    };
  }
  async getTokenInfo(slot: number): Promise<TokenInfo> {
    this.#checkSlot(slot);
    return {
      label: LABEL,
      manufacturer: "Prova",
      model: "software",
      serial: "0001",
      sessions: { open: this.#sessions.size, openReadWrite: 0 },
      pin: { min: 5, max: 8 },
      flags: CKF.token.LOGIN_REQUIRED | CKF.token.USER_PIN_INITIALIZED | CKF.token.TOKEN_INITIALIZED | CKF.token.RNG,
    };
  }
  async getMechanismList(): Promise<readonly number[]> {
    return [...SIGNERS.keys()];
  }
  async getMechanismInfo(_slot: number, mechanism: number): Promise<MechanismInfo> {
    if (!SIGNERS.has(mechanism)) throw new CkError(CKR.MECHANISM_INVALID);
    return { minKeySize: 2048, maxKeySize: 2048, flags: CKF.mechanism.HW | CKF.mechanism.SIGN };
  }
  async openSession(slot: number, flags: number): Promise<number> {
    this.#checkSlot(slot);
    this.#sessions.set(this.#next, { flags, found: null, signing: null });
    return this.#next++;
  }
  async closeSession(session: number): Promise<void> {
    this.#session(session);
    this.#sessions.delete(session);
    if (this.#sessions.size === 0) this.#loggedIn = false;
  }
  async closeAllSessions(): Promise<void> {
    this.#sessions.clear();
    this.#loggedIn = false;
  }
  async getSessionInfo(session: number): Promise<SessionInfo> {
    return {
      slot: SLOT,
      state: this.#loggedIn ? CKS.RO_USER_FUNCTIONS : CKS.RO_PUBLIC_SESSION,
      flags: this.#session(session).flags,
    };
  }
  async setPin(): Promise<void> {
    throw new CkError(CKR.TOKEN_WRITE_PROTECTED);
  }
  async login(session: number, userType: number, pin: Uint8Array | null): Promise<void> {
    this.#session(session);
    if (userType !== CKU.USER) throw new CkError(CKR.USER_TYPE_INVALID);
    if (pin === null || !Buffer.from(PIN).equals(pin)) throw new CkError(CKR.PIN_INCORRECT);
    this.#loggedIn = true;
  }
  async logout(): Promise<void> {
    this.#loggedIn = false;
  }
  async getObjectSize(): Promise<number> {
    return 1000;
  }
  async getAttributeValue(
    _session: number,
    object: number,
    types: readonly number[],
  ): Promise<readonly AttributeAnswer[]> {
    const attributes = this.#objects.get(object);
    if (!attributes) throw new CkError(CKR.OBJECT_HANDLE_INVALID);
    return types.map((type) => (type === CKA.PRIVATE_EXPONENT ? "sensitive" : (attributes.get(type) ?? "unknown")));
  }
  async findObjectsInit(session: number, template: readonly Attribute[]): Promise<void> {
    const matches = (attributes: ReadonlyMap<number, AttributeValue>) =>
      template.every(({ type, value }) => same(attributes.get(type), value));
    const visible = [...this.#objects].filter(
      ([, attributes]) => this.#loggedIn || attributes.get(CKA.PRIVATE) === false,
    );
    this.#session(session).found = visible.filter(([, attributes]) => matches(attributes)).map(([handle]) => handle);
  }
  async findObjects(session: number, most: number): Promise<readonly number[]> {
    return this.#session(session).found?.splice(0, most) ?? [];
  }
  async findObjectsFinal(session: number): Promise<void> {
    this.#session(session).found = null;
  }
  async signInit(session: number, { type, pss }: Mechanism): Promise<void> {
    if (!SIGNERS.has(type)) throw new CkError(CKR.MECHANISM_INVALID);
    if (WITH_PARAMETER.has(type) !== isDeepStrictEqual(pss, PSS)) throw new CkError(CKR.MECHANISM_PARAM_INVALID);
    this.#session(session).signing = { mechanism: type, parts: [] };
  }
  async signatureLength(session: number): Promise<number> {
    if (!this.#session(session).signing) throw new CkError(CKR.OPERATION_NOT_INITIALIZED);
    return 256;
  }
  async sign(session: number, data: Uint8Array): Promise<Uint8Array> {
    await this.signUpdate(session, data);
    return this.signFinal(session);
  }
  async signUpdate(session: number, part: Uint8Array): Promise<void> {
    this.#session(session).signing?.parts.push(part);
  }
  async signFinal(session: number): Promise<Uint8Array> {
    const held = this.#session(session);
    const signer = SIGNERS.get(held.signing?.mechanism ?? -1);
    if (!held.signing || !signer) throw new CkError(CKR.OPERATION_NOT_INITIALIZED);
    const data = Buffer.concat(held.signing.parts);
    held.signing = null;
    return signer(this.#key, data);
  }
  async seedRandom(): Promise<void> {
    throw new CkError(CKR.RANDOM_SEED_NOT_SUPPORTED);
  }
  async generateRandom(_session: number, length: number): Promise<Uint8Array> {
    return randomBytes(length);
  }

  #checkSlot(slot: number): void {
    if (slot !== SLOT) throw new CkError(CKR.SLOT_ID_INVALID);
  }
  #session(session: number): Session {
    const held = this.#sessions.get(session);
    if (!held) throw new CkError(CKR.SESSION_HANDLE_INVALID);
    return held;
  }
}

function same(value: AttributeValue | undefined, wanted: AttributeValue | null): boolean {
  return value instanceof Uint8Array
    ? wanted instanceof Uint8Array && Buffer.from(value).equals(wanted)
    : value === wanted;
}

function objectsOf(certificate: X509Certificate): Map<number, Map<number, AttributeValue>> {
  const { n, e } = certificate.publicKey.export({ format: "jwk" });
  const text = (value: string) => Buffer.from(value, "utf8");
  const number = (value: string | undefined) => Buffer.from(value ?? "", "base64url");
  const id = createHash("sha1").update(number(n)).digest();
  const common: [number, AttributeValue][] = [
    [CKA.TOKEN, true],
    [CKA.MODIFIABLE, false],
    [CKA.LABEL, text("Autenticazione")],
    [CKA.ID, id],
  ];
  const key: [number, AttributeValue][] = [
    ...common,
    [CKA.KEY_TYPE, CKK.RSA],
    [CKA.MODULUS, number(n)],
    [CKA.PUBLIC_EXPONENT, number(e)],
    [CKA.DERIVE, false],
    [CKA.LOCAL, true],
  ];
  return new Map([
    [
      1,
      new Map<number, AttributeValue>([
        ...common,
        [CKA.CLASS, CKO.CERTIFICATE],
        [CKA.PRIVATE, false],
        [CKA.CERTIFICATE_TYPE, CKC.X_509],
        [CKA.VALUE, certificate.raw],
      ]),
    ],
    [
      2,
      new Map<number, AttributeValue>([
        ...key,
        [CKA.CLASS, CKO.PUBLIC_KEY],
        [CKA.PRIVATE, false],
        [CKA.MODULUS_BITS, 2048],
        [CKA.VERIFY, true],
        [CKA.ENCRYPT, false],
      ]),
    ],
    [
      3,
      new Map<number, AttributeValue>([
        ...key,
        [CKA.CLASS, CKO.PRIVATE_KEY],
        [CKA.PRIVATE, true],
        [CKA.SENSITIVE, true],
        [CKA.EXTRACTABLE, false],
        [CKA.SIGN, true],
        [CKA.DECRYPT, false],
        [CKA.ALWAYS_AUTHENTICATE, false],
        [CKA.ALLOWED_MECHANISMS, [CKM.RSA_PKCS, CKM.SHA256_RSA_PKCS]],
      ]),
    ],
  ]);
}
