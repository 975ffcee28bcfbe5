/** A value of an attribute or parameter: CK_ULONG, CK_BBOOL, bytes (numbers in them big-endian), or a list of CK_ULONG. */
export type AttributeValue = number | boolean | Uint8Array | readonly number[];

/** One attribute of a template. `value` null: given without a value. */
export interface Attribute {
  /** CKA_… */
  readonly type: number;
  readonly value: AttributeValue | null;
}

/** What an object answers for one attribute: its value, or that it may not be told, or that it has none. */
export type AttributeAnswer = AttributeValue | "sensitive" | "unknown";

/** CK_MECHANISM. */
export interface Mechanism {
  /** CKM_… */
  readonly type: number;
  /** CK_RSA_PKCS_PSS_PARAMS: hash (CKM_…), mask generation function (CKG_…), length of the salt in bytes. */
  readonly pss?: { readonly hash: number; readonly mgf: number; readonly saltLength: number };
}

/** CK_VERSION. */
export interface Version {
  readonly major: number;
  readonly minor: number;
}

/** CK_INFO. Texts are cut and padded where they are written. */
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

/** CK_TOKEN_INFO; what it has no place for (memory, time) is "unavailable". */
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

/** The answer of a PKCS#11 function that is not CKR_OK. */
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
 * What one client asks of the token: the functions of PKCS#11 v2.40 §5 that it offers, in the order of the specification.
 * Calls may overlap. Each throws `CkError`. PINs belong to the caller, who wipes them. Not in it, answered by whoever speaks
 * with the client: CKR_FUNCTION_NOT_SUPPORTED for the rest, and all that concerns the sizes of the client's buffers.
 */
export interface Cryptoki {
  initialize(): Promise<void>;
  finalize(): Promise<void>;
  getInfo(): Promise<ModuleInfo>;
  getSlotList(tokenPresent: boolean): Promise<readonly number[]>;
  /** From what is known already; never touches a card. */
  getSlotInfo(slot: number): Promise<SlotInfo>;
  getTokenInfo(slot: number): Promise<TokenInfo>;
  getMechanismList(slot: number): Promise<readonly number[]>;
  getMechanismInfo(slot: number, mechanism: number): Promise<MechanismInfo>;
  openSession(slot: number, flags: number): Promise<number>;
  closeSession(session: number): Promise<void>;
  closeAllSessions(slot: number): Promise<void>;
  getSessionInfo(session: number): Promise<SessionInfo>;
  /** `oldPin`, `newPin` null: the client gave none. */
  setPin(session: number, oldPin: Uint8Array | null, newPin: Uint8Array | null): Promise<void>;
  login(session: number, userType: number, pin: Uint8Array | null): Promise<void>;
  logout(session: number): Promise<void>;
  getObjectSize(session: number, object: number): Promise<number>;
  /** Answers in the order of `types`. */
  getAttributeValue(session: number, object: number, types: readonly number[]): Promise<readonly AttributeAnswer[]>;
  findObjectsInit(session: number, template: readonly Attribute[]): Promise<void>;
  findObjects(session: number, most: number): Promise<readonly number[]>;
  findObjectsFinal(session: number): Promise<void>;
  signInit(session: number, mechanism: Mechanism, key: number): Promise<void>;
  /** Length in bytes of the signature that the session's operation will give. Throws CKR_OPERATION_NOT_INITIALIZED. */
  signatureLength(session: number): Promise<number>;
  sign(session: number, data: Uint8Array): Promise<Uint8Array>;
  signUpdate(session: number, part: Uint8Array): Promise<void>;
  signFinal(session: number): Promise<Uint8Array>;
  seedRandom(session: number, seed: Uint8Array): Promise<void>;
  generateRandom(session: number, length: number): Promise<Uint8Array>;
}
