/**
 * The functions that we call: the place of each in CK_FUNCTION_LIST (PKCS#11 2.40, pkcs11f.h), and its parameters (§5).
 * `memory` is memory of ours, which koffi passes on without a copy, or a null pointer. `↔` marks what the function reads
 * and writes: a list of one number, or of attributes.
 */
export const FUNCTIONS = {
  C_Initialize: { place: 0, parameters: ["memory"] },
  C_Finalize: { place: 1, parameters: ["memory"] },
  C_GetInfo: { place: 2, parameters: ["memory"] },
  C_GetSlotList: { place: 4, parameters: ["byte", "memory", "↔ulong"] },
  C_GetSlotInfo: { place: 5, parameters: ["ulong", "memory"] },
  C_GetTokenInfo: { place: 6, parameters: ["ulong", "memory"] },
  C_GetMechanismList: { place: 7, parameters: ["ulong", "memory", "↔ulong"] },
  C_SetPIN: { place: 11, parameters: ["ulong", "memory", "ulong", "memory", "ulong"] },
  C_OpenSession: { place: 12, parameters: ["ulong", "ulong", "memory", "memory", "↔ulong"] },
  C_CloseSession: { place: 13, parameters: ["ulong"] },
  C_Login: { place: 18, parameters: ["ulong", "ulong", "memory", "ulong"] },
  C_Logout: { place: 19, parameters: ["ulong"] },
  C_GetAttributeValue: { place: 24, parameters: ["ulong", "ulong", "↔attributes", "ulong"] },
  C_FindObjectsInit: { place: 26, parameters: ["ulong", "↔attributes", "ulong"] },
  C_FindObjects: { place: 27, parameters: ["ulong", "memory", "ulong", "↔ulong"] },
  C_FindObjectsFinal: { place: 28, parameters: ["ulong"] },
  C_SignInit: { place: 42, parameters: ["ulong", "mechanism", "ulong"] },
  C_Sign: { place: 43, parameters: ["ulong", "memory", "ulong", "memory", "↔ulong"] },
} as const;

export type CryptokiFunction = keyof typeof FUNCTIONS;
export type Kind = (typeof FUNCTIONS)[CryptokiFunction]["parameters"][number];

/** Places of CK_FUNCTION_LIST up to the last function that we call. */
export const FUNCTION_PLACES = 44;

/** The functions by their names. */
export const FUNCTION_NAMES: readonly CryptokiFunction[] = Object.keys(FUNCTIONS).filter(isFunctionName);

function isFunctionName(name: string): name is CryptokiFunction {
  return Object.hasOwn(FUNCTIONS, name);
}
