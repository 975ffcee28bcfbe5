import { createHash, randomBytes, verify, X509Certificate } from "node:crypto";
import { VarcoError } from "../../shared/errors";
import type { CardCare } from "../cards/care";
import { checkPin } from "../cards/code-rules";
import { pkcs1Block } from "../rsa/pkcs1";
import { SHA256 } from "../rsa/hashes";
import type { Handlers } from "../messaging/handlers";

/** Comes before the random bytes: a signature that names its own purpose can serve no other one. */
const PURPOSE = Buffer.from("Varco: test of the card, without any meaning. ");

/**
 * Has the card sign a harmless text and checks the signature: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 §8.2).
 * Throws `card.signature`.
 */
export function testCardRequest(care: CardCare): Handlers["testCard"] {
  return async ({ reader, codes }, person) => {
    if (codes) checkPin(codes.pin, await care.pinRules(reader));
    await care.withPin(reader, person, codes && Buffer.from(codes.pin), async (card, { der, certificate }) => {
      person.progress("sign");
      const challenge = Buffer.concat([PURPOSE, randomBytes(32)]);
      const digestInfo = Buffer.concat([SHA256.digestInfoPrefix, createHash(SHA256.name).update(challenge).digest()]);
      const signature = await card.rawRsa(pkcs1Block(digestInfo, certificate.keySize / 8));
      if (!verify(SHA256.name, challenge, new X509Certificate(der).publicKey, signature))
        throw new VarcoError("card.signature");
    });
    return {};
  };
}
