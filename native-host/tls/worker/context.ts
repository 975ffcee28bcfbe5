import type { Trust } from "../trust";
import * as openssl from "./openssl";
import { present, succeeded, type Pointer } from "./openssl";
import { fillTrustStore } from "./trust-store";

const SSL_CTRL_SET_MIN_PROTO_VERSION = 123;
const TLS_1_2 = 0x0303;
const SSL_VERIFY_PEER = 1;

/**
 * An `SSL_CTX *` that verifies the server's chain, speaks TLS 1.2 and newer, and lets servers ask for a certificate
 * after the handshake.
 */
export function createContext(trust: Trust): Pointer {
  const context = present(openssl.SSL_CTX_new(openssl.TLS_client_method()), "SSL_CTX_new");
  succeeded(
    openssl.SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS_1_2, null),
    "SSL_CTX_set_min_proto_version",
  );
  openssl.SSL_CTX_set_verify(context, SSL_VERIFY_PEER, null);
  openssl.SSL_CTX_set_post_handshake_auth(context, 1);
  fillTrustStore(openssl.SSL_CTX_get_cert_store(context), trust);
  return context;
}
