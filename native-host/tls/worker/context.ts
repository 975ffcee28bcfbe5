import type { Trust } from "../trust";
import { ChainVerifier } from "./chain";
import type { IntermediateCache } from "./intermediates";
import * as openssl from "./openssl";
import { present, succeeded, type Pointer } from "./openssl";
import { demandStrength } from "./security";
import { fillTrustStore } from "./trust-store";

const SSL_CTRL_SET_MIN_PROTO_VERSION = 123;
const TLS_1_2 = 0x0303;
const SSL_VERIFY_PEER = 1;
/** Connects to servers without RFC 5746. A renegotiation with them is refused all the same. */
const SSL_OP_LEGACY_SERVER_CONNECT = 0x4;
/** Browsers offer no finite-field Diffie-Hellman: some servers use it with 1024 bits. */
const CIPHERS = "DEFAULT:!DH:!PSK:!SRP";

/** An `SSL_CTX *`. Free it after the last connection. */
export interface TlsContext {
  readonly context: Pointer;
  readonly chain: ChainVerifier;
  readonly free: () => void;
}

/**
 * A context that verifies the server's chain, speaks TLS 1.2 and newer, and lets servers ask for a certificate after
 * the handshake.
 */
export function createContext(trust: Trust, intermediates: IntermediateCache): TlsContext {
  const context = present(openssl.SSL_CTX_new(openssl.TLS_client_method()), "SSL_CTX_new");
  succeeded(
    openssl.SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS_1_2, null),
    "SSL_CTX_set_min_proto_version",
  );
  openssl.SSL_CTX_set_options(context, SSL_OP_LEGACY_SERVER_CONNECT);
  succeeded(openssl.SSL_CTX_set_cipher_list(context, CIPHERS), "SSL_CTX_set_cipher_list");
  openssl.SSL_CTX_set_verify(context, SSL_VERIFY_PEER, null);
  openssl.SSL_CTX_set_post_handshake_auth(context, 1);
  const forgetStrength = demandStrength(context);
  fillTrustStore(openssl.SSL_CTX_get_cert_store(context), trust);
  const chain = new ChainVerifier(context, intermediates);
  return {
    context,
    chain,
    free: () => {
      openssl.SSL_CTX_free(context);
      chain.free();
      forgetStrength();
    },
  };
}
