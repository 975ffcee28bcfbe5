import { decode, sizeof, type TypeObject } from "koffi";
import * as v from "valibot";
import type { Calls } from "./library";
import { ownMemory } from "./memory";
import { ulongShape, type Ulong } from "./ulong";

/** A text of a fixed length: UTF-8, padded with blanks (PKCS#11 2.40 §3.1). */
const text = v.pipe(
  v.instance(Uint8Array),
  v.transform((bytes) => Buffer.from(bytes).toString("utf8").trimEnd()),
);
const info = v.object({ manufacturerID: text });
const slotInfo = v.object({ slotDescription: text });
const tokenInfo = v.object({
  label: text,
  manufacturerID: text,
  model: text,
  serialNumber: text,
  flags: ulongShape,
  ulMinPinLen: ulongShape,
  ulMaxPinLen: ulongShape,
  ulTotalPublicMemory: ulongShape,
  ulFreePublicMemory: ulongShape,
  ulTotalPrivateMemory: ulongShape,
  ulFreePrivateMemory: ulongShape,
});

/** What a token tells of itself, with the standard's names (CK_TOKEN_INFO). Memory in bytes. */
export type TokenInfo = v.InferOutput<typeof tokenInfo>;

/** Of a module: CK_INFO (C_GetInfo, PKCS#11 2.40 §5.4). Throws `CallFailed`. */
export function readInfo(library: Calls): v.InferOutput<typeof info> {
  return v.parse(
    info,
    filled(library.structures.info, (memory) => library.call("C_GetInfo", memory)),
  );
}

/** Of a slot: CK_SLOT_INFO (C_GetSlotInfo, PKCS#11 2.40 §5.5). Throws `CallFailed`. */
export function readSlotInfo(library: Calls, slot: Ulong): v.InferOutput<typeof slotInfo> {
  return v.parse(
    slotInfo,
    filled(library.structures.slotInfo, (memory) => library.call("C_GetSlotInfo", slot, memory)),
  );
}

/** Of a token: CK_TOKEN_INFO (C_GetTokenInfo, PKCS#11 2.40 §5.5). Throws `CallFailed`. */
export function readTokenInfo(library: Calls, slot: Ulong): TokenInfo {
  return v.parse(
    tokenInfo,
    filled(library.structures.tokenInfo, (memory) => library.call("C_GetTokenInfo", slot, memory)),
  );
}

/** Has a function fill a structure, all zeros before. */
function filled(structure: TypeObject, fill: (memory: Uint8Array) => void): unknown {
  const memory = ownMemory(sizeof(structure));
  fill(memory);
  return decode(memory, structure);
}
