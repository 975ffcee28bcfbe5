import { createHash, randomBytes, verify, X509Certificate } from "node:crypto";
import { VarcoError } from "../../shared/errors";
import type { CardCare } from "../cards/care";
import { checkPin } from "../cards/code-rules";
import { pkcs1Block } from "../rsa/pkcs1";
import { SHA256 } from "../rsa/hashes";
import type { Handlers } from "./context";

/** Before the random bytes: a signature that says itself what it is for can serve nothing else. */
const PURPOSE = Buffer.from("Varco: test of the card, without any meaning. ");

/** Signs something harmless (RSASSA-PKCS1-v1_5 with SHA-256, RFC 8017 §8.2) and checks the signature. Throws `card.signature`. */
export function testCardRequest(care: CardCare): Handlers["testCard"] {
  return async ({ reader, codes }, person) => {
    if (codes) checkPin(codes.pin);
    await care.withPin(reader, person, codes && Buffer.from(codes.pin), async (card, { der, certificate }) => {
      person.progress("sign");
      const challenge = Buffer.concat([PURPOSE, randomBytes(32)]);
      const digestInfo = Buffer.concat([SHA256.digestInfo, createHash(SHA256.name).update(challenge).digest()]);
      const signature = await card.rawRsa(pkcs1Block(digestInfo, certificate.keySize / 8));
      if (!verify(SHA256.name, challenge, new X509Certificate(der).publicKey, signature))
        throw new VarcoError("card.signature");
    });
    return {};
  };
}
