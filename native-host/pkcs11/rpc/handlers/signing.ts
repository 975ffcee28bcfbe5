import { CKR } from "../../constants";
import { CkError, type Cryptoki } from "../../cryptoki";
import type { ResponseWriter } from "../response";
import type { BufferSize } from "../arguments";
import { RPC_LIMITS } from "../limits";
import type { Handler } from "./handler";

/** C_SignInit. */
export const signInit: Handler = (args) => {
  const session = args.ulong();
  const mechanism = args.mechanism();
  const key = args.ulong();
  return { session, run: (token) => token.signInit(session, mechanism, key) };
};

/** C_Sign. */
export const sign: Handler = (args) => {
  const session = args.ulong();
  const data = args.bytes();
  const buffer = args.byteBuffer();
  return {
    session,
    run: (token, response) => writeSignature(token, session, buffer, response, () => token.sign(session, data)),
  };
};

/** C_SignUpdate. */
export const signUpdate: Handler = (args) => {
  const session = args.ulong();
  const part = args.bytes();
  return { session, run: (token) => token.signUpdate(session, part) };
};

/** C_SignFinal. */
export const signFinal: Handler = (args) => {
  const session = args.ulong();
  const buffer = args.byteBuffer();
  return {
    session,
    run: (token, response) => writeSignature(token, session, buffer, response, () => token.signFinal(session)),
  };
};

/**
 * Signs if the client's buffer is large enough. If not, it writes the length and the operation goes on. Source: PKCS#11
 * v2.40 §5.2.
 */
async function writeSignature(
  token: Cryptoki,
  session: number,
  buffer: BufferSize,
  response: ResponseWriter,
  make: () => Promise<Uint8Array>,
): Promise<void> {
  const length = await token.signatureLength(session);
  if (length > (buffer ?? 0)) response.bytesNeeded(length);
  else response.bytes(await make());
}

/** C_SeedRandom. */
export const seedRandom: Handler = (args) => {
  const session = args.ulong();
  const seed = args.bytes();
  return { session, run: (token) => token.seedRandom(session, seed) };
};

/**
 * C_GenerateRandom. CKR_ARGUMENTS_BAD for more bytes than a response holds. p11-kit 0.24 sends a null pointer and a
 * buffer of no bytes alike, and programs do ask for no bytes (`pkcs11-tool --test`): both get none.
 */
export const generateRandom: Handler = (args) => {
  const session = args.ulong();
  const length = args.byteBuffer() ?? 0;
  if (length > RPC_LIMITS.random) throw new CkError(CKR.ARGUMENTS_BAD);
  return { session, run: async (token, response) => response.bytes(await token.generateRandom(session, length)) };
};
