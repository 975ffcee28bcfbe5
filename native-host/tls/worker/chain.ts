import { register, unregister } from "koffi";
import { X509Certificate } from "node:crypto";
import { issuersAddresses, type IntermediateCache } from "./intermediates";
import * as openssl from "./openssl";
import { present, type Pointer } from "./openssl";
import { asError } from "./operation-error";

/** X509_V_ERR_ numbers (openssl/x509_vfy.h) of a chain that ends before a root. */
const INCOMPLETE: ReadonlySet<number> = new Set([
  2, // UNABLE_TO_GET_ISSUER_CERT
  20, // UNABLE_TO_GET_ISSUER_CERT_LOCALLY
  21, // UNABLE_TO_VERIFY_LEAF_SIGNATURE
]);
const SSL_CTRL_SET_RETRY_VERIFY = 136;

/**
 * Verifies the chains of servers. Many servers leave out the intermediate certificate; their own certificate says where
 * it is (RFC 5280 §4.2.2.1, caIssuers). The handshake then pauses, {@link complete} fetches it, and the handshake
 * verifies again. A fetched certificate is never trusted by itself: it only links to a root that is trusted already.
 */
export class ChainVerifier {
  readonly #store: Pointer;
  readonly #cache: IntermediateCache;
  readonly #callback: bigint;
  /** Addresses that a paused handshake (`SSL *`) waits for. */
  readonly #wanted = new Map<Pointer, readonly string[]>();
  /** Addresses that have been looked at: none of them helps a second time. */
  readonly #looked = new Set<string>();
  #problem: string | null = null;
  #thrown: Error | null = null;

  /** Installs itself in an `SSL_CTX *`. Call {@link free} after the context is freed. */
  constructor(context: Pointer, cache: IntermediateCache) {
    this.#store = openssl.SSL_CTX_get_cert_store(context);
    this.#cache = cache;
    this.#callback = register((attempt: Pointer) => this.#verify(attempt), openssl.VerifyChain);
    openssl.SSL_CTX_set_cert_verify_callback(context, this.#callback, null);
  }

  /** The error inside a verification, which OpenSSL cannot carry; null if there was none. */
  get thrown(): Error | null {
    return this.#thrown;
  }

  /** Why a missing certificate could not be had; null if there is nothing to say. */
  get problem(): string | null {
    return this.#problem;
  }

  free(): void {
    unregister(this.#callback);
  }

  /** Fetches what a paused handshake waits for. Without it the handshake fails as it would have. */
  async complete(ssl: Pointer): Promise<void> {
    const addresses = this.#wanted.get(ssl) ?? [];
    this.#wanted.delete(ssl);
    for (const address of addresses) {
      const found = await this.#cache.get(address);
      this.#looked.add(address);
      if ("certificate" in found) {
        this.#add(found.certificate);
        return;
      }
      this.#problem = found.problem;
    }
  }

  /** The callback of OpenSSL: 1 goes on or pauses, 0 fails with the error of the attempt. */
  #verify(attempt: Pointer): number {
    this.#thrown = null;
    try {
      if (openssl.X509_verify_cert(attempt) === 1) return 1;
      if (!INCOMPLETE.has(openssl.X509_STORE_CTX_get_error(attempt))) return 0;
      const last = openssl.X509_STORE_CTX_get_current_cert(attempt);
      const named = last === null ? [] : issuersAddresses(certificateOf(last));
      const addresses = named.filter((address) => !this.#looked.has(address));
      if (addresses.length === 0) return 0;
      const ssl = present(
        openssl.X509_STORE_CTX_get_ex_data(attempt, openssl.SSL_get_ex_data_X509_STORE_CTX_idx()),
        "X509_STORE_CTX_get_ex_data",
      );
      this.#wanted.set(ssl, addresses);
      return openssl.SSL_ctrl(ssl, SSL_CTRL_SET_RETRY_VERIFY, 0, null);
    } catch (error) {
      // koffi cannot carry an exception through OpenSSL. The chain stays unverified.
      this.#thrown = asError(error);
      return 0;
    }
  }

  #add(certificate: X509Certificate): void {
    const bio = present(openssl.BIO_new_mem_buf(certificate.raw, certificate.raw.length), "BIO_new_mem_buf");
    const parsed = openssl.d2i_X509_bio(bio, null);
    openssl.BIO_free(bio);
    if (parsed === null) return;
    openssl.X509_STORE_add_cert(this.#store, parsed);
    openssl.X509_free(parsed);
  }
}

function certificateOf(pointer: Pointer): X509Certificate {
  const bio = present(openssl.BIO_new(openssl.BIO_s_mem()), "BIO_new");
  try {
    if (openssl.i2d_X509_bio(bio, pointer) !== 1) throw new Error("OpenSSL: i2d_X509_bio failed");
    const der = Buffer.alloc(openssl.BIO_ctrl_pending(bio));
    openssl.BIO_read(bio, der, der.length);
    return new X509Certificate(der);
  } finally {
    openssl.BIO_free(bio);
  }
}
