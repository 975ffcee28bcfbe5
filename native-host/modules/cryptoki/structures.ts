import { array, pack, struct, type TypeObject } from "koffi";
import { FUNCTION_PLACES } from "./functions";
import type { CryptokiSystem } from "./system";

/** The structures of PKCS#11 that we use, for koffi. */
export interface CryptokiStructures {
  readonly info: TypeObject;
  readonly slotInfo: TypeObject;
  readonly tokenInfo: TypeObject;
  readonly mechanism: TypeObject;
  readonly attribute: TypeObject;
  readonly functionList: TypeObject;
}

/**
 * The structures on one system, with the standard's names for what they hold. PKCS#11 2.40 §3 (CK_INFO, CK_SLOT_INFO,
 * CK_TOKEN_INFO, CK_ATTRIBUTE, CK_MECHANISM, CK_FUNCTION_LIST). Of the list of functions only the beginning is read, as
 * far as we call any.
 */
export function cryptokiStructures({ ulong, packed }: CryptokiSystem): CryptokiStructures {
  const structure = packed ? pack : struct;
  const bytes = (length: number) => array("uint8_t", length, "Typed");
  const version = bytes(2);
  return {
    info: structure({
      cryptokiVersion: version,
      manufacturerID: bytes(32),
      flags: ulong,
      libraryDescription: bytes(32),
      libraryVersion: version,
    }),
    slotInfo: structure({
      slotDescription: bytes(64),
      manufacturerID: bytes(32),
      flags: ulong,
      hardwareVersion: version,
      firmwareVersion: version,
    }),
    tokenInfo: structure({
      label: bytes(32),
      manufacturerID: bytes(32),
      model: bytes(16),
      serialNumber: bytes(16),
      flags: ulong,
      ulMaxSessionCount: ulong,
      ulSessionCount: ulong,
      ulMaxRwSessionCount: ulong,
      ulRwSessionCount: ulong,
      ulMaxPinLen: ulong,
      ulMinPinLen: ulong,
      ulTotalPublicMemory: ulong,
      ulFreePublicMemory: ulong,
      ulTotalPrivateMemory: ulong,
      ulFreePrivateMemory: ulong,
      hardwareVersion: version,
      firmwareVersion: version,
      utcTime: bytes(16),
    }),
    mechanism: structure({ mechanism: ulong, pParameter: "void *", ulParameterLen: ulong }),
    attribute: structure({ type: ulong, pValue: "void *", ulValueLen: ulong }),
    functionList: structure({ version, functions: array("void *", FUNCTION_PLACES, "Array") }),
  };
}
