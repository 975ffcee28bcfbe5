import { VarcoError } from "../../shared/errors";
import { readPublicKey, signatureMatches } from "../rsa/public-key";
import type { Signer } from "./connection";

/** The card's certificate and its key. */
export interface ClientCertificate extends Signer {
  readonly der: Uint8Array;
}

/**
 * A signer that checks each signature against the certificate before it leaves: a server would only say that it refuses
 * the certificate. Throws `card.certificate` when there is no certificate, or no RSA key in it; so does `sign` when the
 * signature is not one of its key.
 */
export function checkedSigner(client: ClientCertificate): Signer {
  const key = readPublicKey(client.der);
  return {
    async sign(block) {
      const signature = await client.sign(block);
      if (!signatureMatches(key, signature, block))
        throw new VarcoError("card.certificate", { reason: "its key signs for another certificate" });
      return signature;
    },
  };
}
