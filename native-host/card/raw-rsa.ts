import { VarcoError } from "../../shared/errors";
import { expectOk, type Exchange } from "./exchange";

/** Padding indicator of PSO DECIPHER: no further indication (ISO/IEC 7816-8:2016 §11.5). */
const NO_INDICATION = 0x00;

/**
 * The private-key operation on a block that is already padded. Raw RSA serves PKCS#1 v1.5 and PSS alike. Block and
 * result: as many bytes as the modulus, big-endian. The PIN must be verified.
 * CNS Functional Specification 1.1.6 §13.14 (its MSE RESTORE ends with a zero byte). Throws `card.answer`.
 */
export async function rawRsa(send: Exchange, environment: number, key: number, block: Uint8Array): Promise<Uint8Array> {
  await expectOk(send, {
    step: "restore security environment",
    cla: 0x00,
    ins: 0x22,
    p1: 0xf3,
    p2: environment,
    le: 256,
  });
  await expectOk(send, {
    step: "choose key",
    cla: 0x00,
    ins: 0x22,
    p1: 0xf1,
    p2: 0xb8,
    data: Uint8Array.of(0x83, 0x01, key),
  });
  const data = Uint8Array.of(NO_INDICATION, ...block);
  const step = "private-key operation";
  const result = await expectOk(send, { step, cla: 0x00, ins: 0x2a, p1: 0x80, p2: 0x86, data, le: block.length });
  if (result.length !== block.length) throw new VarcoError("card.answer", { step, statusWord: "9000" });
  return result;
}
