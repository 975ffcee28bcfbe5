import { constants } from "node:crypto";
import { decode, encode, register, unregister } from "koffi";
import { pkcs1Block } from "../../rsa/pkcs1";
import * as openssl from "./openssl";
import { present, succeeded, type Pointer } from "./openssl";
import { asError } from "./operation-error";

/** Node's numbers are OpenSSL's own. */
const { RSA_PKCS1_PADDING, RSA_NO_PADDING } = constants;
const EVP_PKEY_RSA = 6;

/** A client certificate in OpenSSL whose private key is elsewhere. */
export interface CardKey {
  /** `X509 *` */
  readonly certificate: Pointer;
  /** `EVP_PKEY *` with n and e only. */
  readonly key: Pointer;
  readonly modulusSize: number;
  /** The error inside the private operation, which OpenSSL cannot carry; null if there was none. */
  readonly thrown: () => Error | null;
  /** Call it when no `SSL` uses the key any more. */
  readonly free: () => void;
}

/** Signs a padded block, as long as the modulus; null refuses. Blocks the thread. */
export type SignNow = (block: Uint8Array) => Uint8Array | null;

/**
 * Makes an RSA key whose private operation calls `sign` (RSA_meth_set_priv_enc(3)). For PKCS#1 v1.5 OpenSSL gives a
 * DigestInfo and RSA_PKCS1_PADDING, for PSS the whole block and RSA_NO_PADDING. `der` is a certificate with an RSA key.
 */
export function createCardKey(der: Uint8Array, sign: SignNow): CardKey {
  const freeLater: (() => void)[] = [];
  const free = (): void => {
    while (freeLater.length > 0) freeLater.pop()?.();
  };
  try {
    const certificate = readCertificate(der);
    freeLater.push(() => openssl.X509_free(certificate));
    const cardRsa = present(
      openssl.EVP_PKEY_get0_RSA(present(openssl.X509_get0_pubkey(certificate), "X509_get0_pubkey")),
      "EVP_PKEY_get0_RSA",
    );
    const modulusSize = openssl.RSA_size(cardRsa);

    let thrown: Error | null = null;
    const callback = register(
      privateOperation(sign, modulusSize, (error) => {
        thrown = asError(error);
      }),
      openssl.PrivateEncrypt,
    );
    freeLater.push(() => unregister(callback));
    const method = present(openssl.RSA_meth_dup(openssl.RSA_get_default_method()), "RSA_meth_dup");
    freeLater.push(() => openssl.RSA_meth_free(method));
    succeeded(openssl.RSA_meth_set_priv_enc(method, callback), "RSA_meth_set_priv_enc");

    const key = present(openssl.EVP_PKEY_new(), "EVP_PKEY_new");
    freeLater.push(() => openssl.EVP_PKEY_free(key));
    const rsa = createPublicRsa(cardRsa, method);
    // Last, because OpenSSL looks only here for the key's method. From here on the EVP_PKEY owns the key.
    succeeded(openssl.EVP_PKEY_assign(key, EVP_PKEY_RSA, rsa), "EVP_PKEY_assign");
    return { certificate, key, modulusSize, thrown: () => thrown, free };
  } catch (error) {
    free();
    throw error;
  }
}

function readCertificate(der: Uint8Array): Pointer {
  const bio = present(openssl.BIO_new_mem_buf(der, der.length), "BIO_new_mem_buf");
  try {
    return present(openssl.d2i_X509_bio(bio, null), "d2i_X509_bio");
  } finally {
    openssl.BIO_free(bio);
  }
}

/** An `RSA *` with the n and e of another one and with the given method. */
function createPublicRsa(like: Pointer, method: Pointer): Pointer {
  const rsa = present(openssl.RSA_new(), "RSA_new");
  const n = present(openssl.BN_dup(openssl.RSA_get0_n(like)), "BN_dup");
  const e = present(openssl.BN_dup(openssl.RSA_get0_e(like)), "BN_dup");
  succeeded(openssl.RSA_set0_key(rsa, n, e, null), "RSA_set0_key");
  succeeded(openssl.RSA_set_method(rsa, method), "RSA_set_method");
  return rsa;
}

/**
 * The callback returns the number of bytes in `to`, or -1. It must never throw: koffi would turn that into 0, an empty
 * signature.
 */
function privateOperation(sign: SignNow, modulusSize: number, failed: (error: unknown) => void) {
  return (length: number, from: Pointer, to: Pointer, _rsa: Pointer, padding: number): number => {
    try {
      const decoded: unknown = decode(from, "uint8_t", length);
      if (!(decoded instanceof Uint8Array)) return -1;
      const input = Uint8Array.from(decoded);
      const block = padding === RSA_PKCS1_PADDING ? pkcs1Block(input, modulusSize) : input;
      if ((padding !== RSA_PKCS1_PADDING && padding !== RSA_NO_PADDING) || block.length !== modulusSize) return -1;
      const signature = sign(block);
      if (signature?.length !== modulusSize) return -1;
      encode(to, "uint8_t", signature, modulusSize);
      return modulusSize;
    } catch (error) {
      failed(error);
      return -1;
    }
  };
}
