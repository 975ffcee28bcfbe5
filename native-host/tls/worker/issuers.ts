import { LIMITS } from "../../../shared/limits";
import { seenLines } from "../../../shared/seen-text";
import * as openssl from "./openssl";
import { present, type Pointer } from "./openssl";

/**
 * How Node prints `X509Certificate.issuer`: one attribute a line, short names, RFC 2253 and control characters escaped,
 * UTF-8 (X509_NAME_print_ex(3): ASN1_STRFLGS_ESC_2253 | ESC_CTRL | UTF8_CONVERT | XN_FLAG_SEP_MULTILINE |
 * XN_FLAG_FN_SN).
 */
const NODE_FLAGS = 0x1 | 0x2 | 0x10 | (4 << 16);

/**
 * The names of a `STACK_OF(X509_NAME) *`, as `readHolder` gives those of a card; empty for null. Absurdly long names
 * are cut: no card has such an issuer.
 */
export function printIssuers(names: Pointer | null): readonly string[] {
  if (names === null) return [];
  return Array.from({ length: openssl.OPENSSL_sk_num(names) }, (_, index) =>
    printName(openssl.OPENSSL_sk_value(names, index)),
  );
}

function printName(name: Pointer): string {
  const bio = present(openssl.BIO_new(openssl.BIO_s_mem()), "BIO_new");
  try {
    if (openssl.X509_NAME_print_ex(bio, name, 0, NODE_FLAGS) < 0) throw new Error("OpenSSL: X509_NAME_print_ex failed");
    const text = Buffer.alloc(Math.min(openssl.BIO_ctrl_pending(bio), LIMITS.distinguishedName));
    openssl.BIO_read(bio, text, text.length);
    return seenLines(text.toString("utf8"));
  } finally {
    openssl.BIO_free(bio);
  }
}
