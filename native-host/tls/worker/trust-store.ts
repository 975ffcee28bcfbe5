import { VarcoError } from "../../../shared/errors";
import { listedAuthorities, systemBundle, type Trust } from "../trust";
import * as openssl from "./openssl";
import { present, type Pointer } from "./openssl";

/**
 * Fills an `X509_STORE *` with the listed and the further authorities.
 * Throws `usage` when the further ones are not PEM certificates.
 */
export function fillTrustStore(store: Pointer, trust: Trust): void {
  const bundle = systemBundle();
  const loaded = bundle !== null && openssl.X509_STORE_load_locations(store, bundle, null) === 1;
  addPem(store, listedAuthorities(loaded));
  if (trust.extraCa !== undefined && addPem(store, trust.extraCa) === 0) {
    throw new VarcoError("usage", { reason: "The file of certification authorities holds no certificate (PEM)." });
  }
  // Reading to the end of a list leaves the error "no start line" behind.
  openssl.ERR_clear_error();
}

/** Adds the certificates of the text and returns their number. */
function addPem(store: Pointer, pem: string): number {
  const bytes = new TextEncoder().encode(pem);
  if (bytes.length === 0) return 0;
  const bio = present(openssl.BIO_new_mem_buf(bytes, bytes.length), "BIO_new_mem_buf");
  try {
    for (let count = 0; ; count += 1) {
      const certificate = openssl.PEM_read_bio_X509(bio, null, null, null);
      if (certificate === null) return count;
      openssl.X509_STORE_add_cert(store, certificate);
      openssl.X509_free(certificate);
    }
  } finally {
    openssl.BIO_free(bio);
  }
}
