import { constants, publicEncrypt, X509Certificate, type KeyObject } from "node:crypto";
import { VarcoError } from "../../shared/errors";

/** The RSA public key of a certificate. */
export interface RsaPublicKey {
  /** Big-endian, without leading zero bytes. */
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
  /** Length of the modulus. */
  readonly bits: number;
  readonly bytes: number;
  /** DER of the SubjectPublicKeyInfo. */
  readonly info: Uint8Array;
  readonly key: KeyObject;
}

/**
 * Reads the key of a certificate (DER). Throws `card.certificate` when there is no certificate, or no RSA key in it.
 */
export function readPublicKey(certificate: Uint8Array): RsaPublicKey {
  const key = keyOf(certificate);
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (key.asymmetricKeyType !== "rsa" || bits === undefined)
    throw new VarcoError("card.certificate", { reason: `its key is ${key.asymmetricKeyType ?? "unknown"}, not RSA` });
  const { n = "", e = "" } = key.export({ format: "jwk" });
  const modulus = Buffer.from(n, "base64url");
  return {
    modulus,
    exponent: Buffer.from(e, "base64url"),
    bits,
    bytes: modulus.length,
    info: key.export({ type: "spki", format: "der" }),
    key,
  };
}

/** Whether raw RSA with the public key turns the signature back into the block, which is as long as the modulus. */
export function signatureMatches({ key, modulus }: RsaPublicKey, signature: Uint8Array, block: Uint8Array): boolean {
  if (signature.length !== modulus.length || Buffer.compare(signature, modulus) >= 0) return false;
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, signature).equals(block);
}

function keyOf(der: Uint8Array): KeyObject {
  try {
    return new X509Certificate(der).publicKey;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new VarcoError("card.certificate", { reason }, { cause: error });
  }
}
