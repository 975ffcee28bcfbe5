/** A value of an attribute: CK_ULONG, CK_BBOOL, bytes (numbers in them are big-endian) or a list of CK_ULONG. */
export type AttributeValue = number | boolean | Uint8Array | readonly number[];

/** An attribute of a template. `value` null: it came without a value. */
export interface Attribute {
  /** CKA_… */
  readonly type: number;
  readonly value: AttributeValue | null;
}

/**
 * The value of an attribute of an object. `sensitive`: the object may not tell it. `unknown`: the object has no such
 * attribute.
 */
export type AttributeAnswer = AttributeValue | "sensitive" | "unknown";

/** CK_MECHANISM. */
export interface Mechanism {
  /** CKM_… */
  readonly type: number;
  /**
   * CK_RSA_PKCS_PSS_PARAMS: the hash (CKM_…), the mask generation function (CKG_…), the length of the salt in bytes.
   */
  readonly pss?: { readonly hash: number; readonly mgf: number; readonly saltLength: number };
}

/** CK_VERSION. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** CK_INFO. The writer of the response cuts and pads the texts. */
export interface ModuleInfo {
  readonly cryptoki: Version;
  readonly manufacturer: string;
  readonly description: string;
  readonly version: Version;
}

/** CK_SLOT_INFO. */
export interface SlotInfo {
  readonly description: string;
  readonly manufacturer: string;
  /** CKF_… */
  readonly flags: number;
  readonly hardware: Version;
  readonly firmware: Version;
}

/** CK_TOKEN_INFO. Clients learn "unavailable" for the fields that are missing here (memory, time). */
export interface TokenInfo {
  readonly label: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  /** CKF_… */
  readonly flags: number;
  readonly sessions: { readonly open: number; readonly openReadWrite: number };
  /** Lengths in bytes. */
  readonly pin: { readonly min: number; readonly max: number };
}

/** CK_MECHANISM_INFO: key sizes in bits. */
export interface MechanismInfo {
  readonly minKeySize: number;
  readonly maxKeySize: number;
  /** CKF_… */
  readonly flags: number;
}

/** CK_SESSION_INFO. */
export interface SessionInfo {
  readonly slot: number;
  /** CKS_… */
  readonly state: number;
  /** CKF_… */
  readonly flags: number;
}

/** A PKCS#11 function returned something else than CKR_OK. */
export class CkError extends Error {
  /** `rv`: CKR_… */
  constructor(
    readonly rv: number,
    options?: ErrorOptions,
  ) {
    super(`CK_RV 0x${rv.toString(16)}`, options);
  }
}

/**
 * The functions of PKCS#11 v2.40 §5 that a token offers to one client, in the order of the specification. Calls may
 * overlap. Each throws `CkError`. The caller owns the PINs and wipes them. The RPC server, not the token, answers
 * CKR_FUNCTION_NOT_SUPPORTED for other functions and compares results with the sizes of the client's buffers.
 */
export interface Cryptoki {
  initialize(): Promise<void>;
  finalize(): Promise<void>;
  getInfo(): Promise<ModuleInfo>;
  getSlotList(tokenPresent: boolean): Promise<readonly number[]>;
  /** Never touches a card. */
  getSlotInfo(slot: number): Promise<SlotInfo>;
  getTokenInfo(slot: number): Promise<TokenInfo>;
  getMechanismList(slot: number): Promise<readonly number[]>;
  getMechanismInfo(slot: number, mechanism: number): Promise<MechanismInfo>;
  openSession(slot: number, flags: number): Promise<number>;
  closeSession(session: number): Promise<void>;
  closeAllSessions(slot: number): Promise<void>;
  getSessionInfo(session: number): Promise<SessionInfo>;
  /** A PIN is null when the client gave none. */
  setPin(session: number, oldPin: Uint8Array | null, newPin: Uint8Array | null): Promise<void>;
  login(session: number, userType: number, pin: Uint8Array | null): Promise<void>;
  logout(session: number): Promise<void>;
  getObjectSize(session: number, object: number): Promise<number>;
  /** The values in the order of `types`. */
  getAttributeValue(session: number, object: number, types: readonly number[]): Promise<readonly AttributeAnswer[]>;
  findObjectsInit(session: number, template: readonly Attribute[]): Promise<void>;
  findObjects(session: number, most: number): Promise<readonly number[]>;
  findObjectsFinal(session: number): Promise<void>;
  signInit(session: number, mechanism: Mechanism, key: number): Promise<void>;
  /** The length in bytes of the signature that the session's operation makes. Throws CKR_OPERATION_NOT_INITIALIZED. */
  signatureLength(session: number): Promise<number>;
  sign(session: number, data: Uint8Array): Promise<Uint8Array>;
  signUpdate(session: number, part: Uint8Array): Promise<void>;
  signFinal(session: number): Promise<Uint8Array>;
  seedRandom(session: number, seed: Uint8Array): Promise<void>;
  generateRandom(session: number, length: number): Promise<Uint8Array>;
}
