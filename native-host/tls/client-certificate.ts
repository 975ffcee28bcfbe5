import { constants, publicDecrypt, X509Certificate, type KeyObject } from "node:crypto";
import { VarcoError } from "../../shared/errors";
import type { Signer } from "./connection";

/** The card's certificate and its key. */
export interface ClientCertificate extends Signer {
  readonly der: Uint8Array;
}

/**
 * The signer of a certificate, whose signatures are checked before they leave: a server would only say that it refuses
 * the certificate. Throws `card.certificate` (no certificate, no RSA key), and so do its signatures.
 */
export function checkedSigner(client: ClientCertificate): Signer {
  const key = publicKeyOf(client.der);
  return {
    async sign(block) {
      const signature = await client.sign(block);
      if (!fits(key, block, signature))
        throw new VarcoError("card.certificate", { reason: "its key signs for another certificate" });
      return signature;
    },
  };
}

function publicKeyOf(der: Uint8Array): KeyObject {
  const key = parse(der).publicKey;
  if (key.asymmetricKeyType !== "rsa")
    throw new VarcoError("card.certificate", { reason: `its key is ${key.asymmetricKeyType ?? "unknown"}, not RSA` });
  return key;
}

function parse(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (error) {
    throw new VarcoError(
      "card.certificate",
      { reason: error instanceof Error ? error.message : String(error) },
      { cause: error },
    );
  }
}

/** Whether the public key turns the signature back into the block. */
function fits(key: KeyObject, block: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== block.length) return false;
  try {
    return publicDecrypt({ key, padding: constants.RSA_NO_PADDING }, signature).equals(block);
  } catch {
    // A number larger than the modulus.
    return false;
  }
}
