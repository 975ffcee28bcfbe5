/*
 * The calls of p11-kit's RPC protocol in the order of their numbers, which start at 1: name, type signature of the
 * arguments, type signature of the results. Protocol versions 0 (p11-kit to 0.24), 1 and 2 share this list, which only
 * grew. Source: p11-kit, rpc-message.h.
 */
const ROWS = [
  ["C_Initialize", "ayyay", ""],
  ["C_Finalize", "", ""],
  ["C_GetInfo", "", "vsusv"],
  ["C_GetSlotList", "yfu", "au"],
  ["C_GetSlotInfo", "u", "ssuvv"],
  ["C_GetTokenInfo", "u", "ssssuuuuuuuuuuuvvs"],
  ["C_GetMechanismList", "ufu", "au"],
  ["C_GetMechanismInfo", "uu", "uuu"],
  ["C_InitToken", "uayz", ""],
  ["C_OpenSession", "uu", "u"],
  ["C_CloseSession", "u", ""],
  ["C_CloseAllSessions", "u", ""],
  ["C_GetSessionInfo", "u", "uuuu"],
  ["C_InitPIN", "uay", ""],
  ["C_SetPIN", "uayay", ""],
  ["C_GetOperationState", "ufy", "ay"],
  ["C_SetOperationState", "uayuu", ""],
  ["C_Login", "uuay", ""],
  ["C_Logout", "u", ""],
  ["C_CreateObject", "uaA", "u"],
  ["C_CopyObject", "uuaA", "u"],
  ["C_DestroyObject", "uu", ""],
  ["C_GetObjectSize", "uu", "u"],
  ["C_GetAttributeValue", "uufA", "aAu"],
  ["C_SetAttributeValue", "uuaA", ""],
  ["C_FindObjectsInit", "uaA", ""],
  ["C_FindObjects", "ufu", "au"],
  ["C_FindObjectsFinal", "u", ""],
  ["C_EncryptInit", "uMu", ""],
  ["C_Encrypt", "uayfy", "ay"],
  ["C_EncryptUpdate", "uayfy", "ay"],
  ["C_EncryptFinal", "ufy", "ay"],
  ["C_DecryptInit", "uMu", ""],
  ["C_Decrypt", "uayfy", "ay"],
  ["C_DecryptUpdate", "uayfy", "ay"],
  ["C_DecryptFinal", "ufy", "ay"],
  ["C_DigestInit", "uM", ""],
  ["C_Digest", "uayfy", "ay"],
  ["C_DigestUpdate", "uay", ""],
  ["C_DigestKey", "uu", ""],
  ["C_DigestFinal", "ufy", "ay"],
  ["C_SignInit", "uMu", ""],
  ["C_Sign", "uayfy", "ay"],
  ["C_SignUpdate", "uay", ""],
  ["C_SignFinal", "ufy", "ay"],
  ["C_SignRecoverInit", "uMu", ""],
  ["C_SignRecover", "uayfy", "ay"],
  ["C_VerifyInit", "uMu", ""],
  ["C_Verify", "uayay", ""],
  ["C_VerifyUpdate", "uay", ""],
  ["C_VerifyFinal", "uay", ""],
  ["C_VerifyRecoverInit", "uMu", ""],
  ["C_VerifyRecover", "uayfy", "ay"],
  ["C_DigestEncryptUpdate", "uayfy", "ay"],
  ["C_DecryptDigestUpdate", "uayfy", "ay"],
  ["C_SignEncryptUpdate", "uayfy", "ay"],
  ["C_DecryptVerifyUpdate", "uayfy", "ay"],
  ["C_GenerateKey", "uMaA", "u"],
  ["C_GenerateKeyPair", "uMaAaA", "uu"],
  ["C_WrapKey", "uMuufy", "ay"],
  ["C_UnwrapKey", "uMuayaA", "u"],
  ["C_DeriveKey", "uMuaA", "u"],
  ["C_SeedRandom", "uay", ""],
  ["C_GenerateRandom", "ufy", "ay"],
  ["C_WaitForSlotEvent", "u", "u"],
  ["C_LoginUser", "uuayay", ""],
  ["C_SessionCancel", "uu", ""],
  ["C_MessageEncryptInit", "uMu", ""],
  ["C_EncryptMessage", "uayayayfy", "ay"],
  ["C_EncryptMessageBegin", "uayay", ""],
  ["C_EncryptMessageNext", "uayayfyu", "ay"],
  ["C_MessageEncryptFinal", "u", ""],
  ["C_MessageDecryptInit", "uMu", ""],
  ["C_DecryptMessage", "uayayayfy", "ay"],
  ["C_DecryptMessageBegin", "uayay", ""],
  ["C_DecryptMessageNext", "uayayfyu", "ay"],
  ["C_MessageDecryptFinal", "u", ""],
  ["C_MessageSignInit", "uMu", ""],
  ["C_SignMessage", "uayayfy", "ay"],
  ["C_SignMessageBegin", "uay", ""],
  ["C_SignMessageNext", "uayayyfy", "ay"],
  ["C_MessageSignFinal", "u", ""],
  ["C_MessageVerifyInit", "uMu", ""],
  ["C_VerifyMessage", "uayayay", ""],
  ["C_VerifyMessageBegin", "uay", ""],
  ["C_VerifyMessageNext", "uayayay", ""],
  ["C_MessageVerifyFinal", "u", ""],
  ["C_InitToken2", "uays", ""],
  ["C_DeriveKey2", "uMuaA", "uPu"],
] as const;

/** The name of a call is that of the PKCS#11 function. */
export type CallName = (typeof ROWS)[number][0];

/** A call of the protocol. */
export interface Call {
  /** The identifier in messages; 0 marks the response of a failed call. */
  readonly id: number;
  readonly name: CallName;
  /** Type signature of the arguments: see `TypeSignature`. */
  readonly request: string;
  /** Type signature of the results. */
  readonly response: string;
}

/** All calls of the protocol. */
export const CALLS: readonly Call[] = ROWS.map(([name, request, response], row) => ({
  id: row + 1,
  name,
  request,
  response,
}));

/** The version of the protocol that added the last calls of the list. */
export const NEWEST_VERSION = 2;

/** A response that is only a CK_RV. */
export const ERROR_RESPONSE = { id: 0, response: "u" } as const;

/** The call with this identifier, if the protocol has it. */
export function callOf(id: number): Call | undefined {
  return CALLS[id - 1];
}
