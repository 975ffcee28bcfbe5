import { CKR } from "../../constants";
import { CkError, type Cryptoki } from "../../cryptoki";
import type { AnswerWriter } from "../answer";
import type { Room } from "../arguments";
import { RPC_LIMITS } from "../limits";
import type { Handler } from "./handler";

/** C_SignInit. */
export const signInit: Handler = (read) => {
  const session = read.ulong();
  const mechanism = read.mechanism();
  const key = read.ulong();
  return { session, run: (token) => token.signInit(session, mechanism, key) };
};

/** C_Sign. */
export const sign: Handler = (read) => {
  const session = read.ulong();
  const data = read.bytes();
  const room = read.byteRoom();
  return {
    session,
    run: (token, answer) => fitSignature(token, session, room, answer, () => token.sign(session, data)),
  };
};

/** C_SignUpdate. */
export const signUpdate: Handler = (read) => {
  const session = read.ulong();
  const part = read.bytes();
  return { session, run: (token) => token.signUpdate(session, part) };
};

/** C_SignFinal. */
export const signFinal: Handler = (read) => {
  const session = read.ulong();
  const room = read.byteRoom();
  return {
    session,
    run: (token, answer) => fitSignature(token, session, room, answer, () => token.signFinal(session)),
  };
};

/** Signs only if there is room for the signature; else says how much is needed, and the operation goes on. Source: PKCS#11 v2.40 §5.2. */
async function fitSignature(
  token: Cryptoki,
  session: number,
  room: Room,
  answer: AnswerWriter,
  make: () => Promise<Uint8Array>,
): Promise<void> {
  const length = await token.signatureLength(session);
  if (length > (room ?? 0)) answer.bytesNeeded(length);
  else answer.bytes(await make());
}

/** C_SeedRandom. */
export const seedRandom: Handler = (read) => {
  const session = read.ulong();
  const seed = read.bytes();
  return { session, run: (token) => token.seedRandom(session, seed) };
};

/** C_GenerateRandom; CKR_ARGUMENTS_BAD for more than one answer holds. */
export const generateRandom: Handler = (read) => {
  const session = read.ulong();
  const length = read.byteRoom() ?? 0;
  if (length > RPC_LIMITS.random) throw new CkError(CKR.ARGUMENTS_BAD);
  return { session, run: async (token, answer) => answer.bytes(await token.generateRandom(session, length)) };
};
