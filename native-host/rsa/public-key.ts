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

/** Reads the key out of a certificate (DER). Throws `card.certificate` when it is not an RSA key. */
export function readPublicKey(certificate: Uint8Array): RsaPublicKey {
  const key = new X509Certificate(certificate).publicKey;
  const { n, e } = key.export({ format: "jwk" });
  const bits = key.asymmetricKeyDetails?.modulusLength;
  if (n === undefined || e === undefined || bits === undefined)
    throw new VarcoError("card.certificate", { reason: "its key is not an RSA key" });
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

/** Whether raw RSA with the public key turns the signature back into the block. Both have as many bytes as the modulus. */
export function signatureMatches({ key, modulus }: RsaPublicKey, signature: Uint8Array, block: Uint8Array): boolean {
  if (signature.length !== modulus.length || Buffer.compare(signature, modulus) >= 0) return false;
  return publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, signature).equals(block);
}
