import type { Handle } from "pkcs11js";
import { CallFailed } from "./child-call";
import * as C from "./constants";

/** Places of functions in CK_FUNCTION_LIST, after its version (PKCS#11 3.1 §5.2, pkcs11f.h). */
const C_SET_PIN = 11;
const C_LOGIN = 18;

/** Calls of a module with null pointers for codes: the person types them where the token says. */
export interface KeypadCalls {
  readonly login: (session: Handle) => void;
  readonly setPin: (session: Handle) => void;
}

/**
 * The same loaded module for calls that the add-on pkcs11js cannot make: it passes an empty text where the standard
 * wants a null pointer (PKCS#11 3.1, C_Login and C_SetPIN, CKF_PROTECTED_AUTHENTICATION_PATH), and some modules take
 * that for a PIN. Loads koffi. The calls throw `CallFailed`.
 */
export async function keypadCalls(file: string): Promise<KeypadCalls> {
  const { call, decode, load, out, pointer, proto, sizeof } = await import("koffi");
  const list: [unknown] = [null];
  const getFunctionList = load(file).func("C_GetFunctionList", "unsigned long", [out(pointer("void *"))]);
  const got: unknown = getFunctionList(list);
  if (got !== 0) throw new CallFailed("C_GetFunctionList", Number(got));
  const size = sizeof("void *");
  // CK_VERSION has two bytes. On Windows the standard wants structures without gaps.
  const start = process.platform === "win32" ? 2 : size;
  const at = (place: number): unknown => decode(list[0], start + place * size, "void *");
  const login = proto("unsigned long", ["unsigned long", "unsigned long", "void *", "unsigned long"]);
  const setPin = proto("unsigned long", ["unsigned long", "void *", "unsigned long", "void *", "unsigned long"]);
  const check = (step: string, rv: unknown) => {
    if (rv !== 0) throw new CallFailed(step, Number(rv));
  };
  return {
    login: (session) => check("C_Login", call(at(C_LOGIN), login, numberOf(session), C.CKU_USER, null, 0)),
    setPin: (session) => check("C_SetPIN", call(at(C_SET_PIN), setPin, numberOf(session), null, 0, null, 0)),
  };
}

/** A handle of pkcs11js holds a CK_ULONG in the processor's byte order, which is little-endian on all our systems. */
function numberOf(handle: Handle): bigint {
  return handle.length === 4 ? BigInt(handle.readUInt32LE()) : handle.readBigUInt64LE();
}
