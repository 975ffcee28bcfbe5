import { VarcoError } from "../../shared/errors";
import { signatureMatches, type RsaPublicKey } from "../rsa/public-key";
import type { Signer } from "./connection";

/** The card's certificate and its key. */
export interface ClientCertificate extends Signer {
  readonly der: Uint8Array;
  /** The key in it. */
  readonly key: RsaPublicKey;
}

/**
 * A signer that checks each signature against the certificate before it leaves: a server would only say that it refuses
 * the certificate. `sign` throws `card.certificate` when the signature is not one of its key.
 */
export function checkedSigner(client: ClientCertificate): Signer {
  return {
    async sign(block) {
      const signature = await client.sign(block);
      if (!signatureMatches(client.key, signature, block))
        throw new VarcoError("card.certificate", { reason: "its key signs for another certificate" });
      return signature;
    },
  };
}
