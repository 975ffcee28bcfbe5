import { constants, privateDecrypt, privateEncrypt } from "node:crypto";
import type { CommandApdu } from "../command-apdu";
import type { CardKey, CardState } from "../state";
import { answer, status, SW, type Answer } from "../status-word";
import { TEMPLATE } from "./manage-security-environment";

/** PERFORM SECURITY OPERATION (ISO/IEC 7816-8 §11): P1 P2 8086 deciphers, 9E9A computes a signature. */
export function performSecurityOperation(card: CardState, { p1, p2, data }: CommandApdu): Answer {
  const operation = OPERATIONS.get((p1 << 8) | p2);
  if (operation === undefined) return status(SW.wrongParameters);
  const key = card.session.chosen.get(operation.template);
  if (card.session.environment === null || key === undefined) return status(SW.conditionsOfUse);
  if (!card.session.verified.has(key.pinReference)) return status(SW.securityStatus);
  return operation.run(key, data);
}

interface Operation {
  readonly template: number;
  readonly run: (key: CardKey, data: Uint8Array) => Answer;
}

const OPERATIONS: ReadonlyMap<number, Operation> = new Map<number, Operation>([
  [0x8086, { template: TEMPLATE.decipher, run: decipher }],
  [0x9e9a, { template: TEMPLATE.sign, run: sign }],
]);

/** Raw RSA on one block of the modulus's size, after the padding indicator 00. */
function decipher({ key, size }: CardKey, data: Uint8Array): Answer {
  if (data.length !== size + 1) return status(SW.wrongLength);
  if (data[0] !== 0) return status(SW.wrongData);
  return rawRsa(key, data.subarray(1));
}

/**
 * A block of the modulus's size goes through raw RSA; something shorter (a DigestInfo) is padded by PKCS#1 v1.5 first.
 */
function sign({ key, size }: CardKey, data: Uint8Array): Answer {
  if (data.length === size) return rawRsa(key, data);
  if (data.length === 0 || data.length > size - 11) return status(SW.wrongLength);
  return answer(privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, data));
}

function rawRsa(key: CardKey["key"], block: Uint8Array): Answer {
  try {
    return answer(privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, block));
  } catch (failure) {
    if (failure instanceof Error && "code" in failure && failure.code === "ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_MODULUS") {
      return status(SW.wrongData);
    }
    throw failure;
  }
}
