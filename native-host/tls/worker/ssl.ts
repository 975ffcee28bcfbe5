import { register, unregister } from "koffi";
import { VarcoError } from "../../../shared/errors";
import { isIpAddress } from "../../address";
import { createCardKey, type CardKey, type SignNow } from "./card-key";
import * as openssl from "./openssl";
import { present, succeeded, type Pointer } from "./openssl";
import { signatureChoice } from "./security";

const SSL_CTRL_SET_TLSEXT_HOSTNAME = 55;
const X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS = 0x4;
/** As in browsers, only the subject's alternative names count, not its common name (RFC 9525 §6.3). */
const X509_CHECK_FLAG_NEVER_CHECK_SUBJECT = 0x20;
const SSL_SENT_AND_RECEIVED_SHUTDOWN = 3;
const ALPN_HTTP_1_1 = new TextEncoder().encode("\x08http/1.1");
const SSL_CTRL_SET_CLIENT_SIGALGS_LIST = 102;
/** What the card can sign. SHA-1 is last: some servers take nothing else. */
const CARD_SIGNATURES = [
  ...["rsa_pss_rsae_sha256", "rsa_pss_rsae_sha384", "rsa_pss_rsae_sha512"],
  ...["RSA+SHA256", "RSA+SHA384", "RSA+SHA512", "RSA+SHA1"],
].join(":");

export interface SslOptions {
  readonly host: string;
  readonly client: { readonly der: Uint8Array; readonly sign: SignNow } | null;
  /** `SSL_SESSION *` of an earlier connection. */
  readonly session: Pointer | null;
  /** The server, which is verified by now, asks for a certificate: 1 goes on, -1 suspends (SSL_set_cert_cb(3)). */
  readonly onAsked: () => 1 | -1;
}

/** An `SSL *` over two memory BIOs. */
export interface Ssl {
  readonly ssl: Pointer;
  /** Bytes from the server go into one, bytes for the server come out of the other. */
  readonly incoming: Pointer;
  readonly outgoing: Pointer;
  readonly card: CardKey | null;
  /** To be called after each operation of OpenSSL on it. */
  readonly operated: () => void;
  readonly free: () => void;
}

/**
 * Makes the client side of a connection: name check, SNI, ALPN, certificate. Throws `card.certificate` when OpenSSL
 * refuses the certificate.
 */
export function createSsl(context: Pointer, options: SslOptions): Ssl {
  const freeLater: (() => void)[] = [];
  const free = (): void => {
    while (freeLater.length > 0) freeLater.pop()?.();
  };
  try {
    const card = options.client && createCardKey(options.client.der, options.client.sign);
    if (card) freeLater.push(() => card.free());
    const choice = card && signatureChoice(context);
    if (choice) freeLater.push(() => choice.free());
    // The choice follows at once.
    const asked = (ssl: Pointer) => {
      choice?.begin(ssl);
      return options.onAsked();
    };
    const onAsked = register(asked, openssl.CertificateAsked);
    freeLater.push(() => unregister(onAsked));
    const ssl = present(openssl.SSL_new(context), "SSL_new");
    freeLater.push(() => {
      // Without this, freeing the connection drops its session (SSL_set_shutdown(3)).
      openssl.SSL_set_shutdown(ssl, SSL_SENT_AND_RECEIVED_SHUTDOWN);
      openssl.SSL_free(ssl);
    });
    const incoming = present(openssl.BIO_new(openssl.BIO_s_mem()), "BIO_new");
    const outgoing = present(openssl.BIO_new(openssl.BIO_s_mem()), "BIO_new");
    openssl.SSL_set_bio(ssl, incoming, outgoing);
    openssl.SSL_set_cert_cb(ssl, onAsked, null);
    identify(ssl, options.host);
    if (card) useCard(ssl, card);
    if (options.session !== null) openssl.SSL_set_session(ssl, options.session);
    openssl.SSL_set_connect_state(ssl);
    return { ssl, incoming, outgoing, card, operated: () => choice?.end(ssl), free };
  } catch (error) {
    free();
    throw error;
  }
}

/** Sets the name or address that the server's certificate must have, and sends a name as SNI. */
function identify(ssl: Pointer, host: string): void {
  openssl.SSL_set_hostflags(ssl, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
  if (isIpAddress(host)) {
    succeeded(
      openssl.X509_VERIFY_PARAM_set1_ip_asc(openssl.SSL_get0_param(ssl), host),
      "X509_VERIFY_PARAM_set1_ip_asc",
    );
  } else {
    succeeded(openssl.SSL_set1_host(ssl, host), "SSL_set1_host");
    succeeded(openssl.SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, 0, host), "SSL_set_tlsext_host_name");
  }
  // Unlike the others it returns 0 on success.
  succeeded(openssl.SSL_set_alpn_protos(ssl, ALPN_HTTP_1_1, ALPN_HTTP_1_1.length) + 1, "SSL_set_alpn_protos");
}

function useCard(ssl: Pointer, card: CardKey): void {
  openssl.ERR_clear_error();
  if (openssl.SSL_use_certificate(ssl, card.certificate) !== 1) {
    throw new VarcoError("card.certificate", { reason: openssl.ERR_reason_error_string(openssl.ERR_get_error()) });
  }
  succeeded(openssl.SSL_use_PrivateKey(ssl, card.key), "SSL_use_PrivateKey");
  succeeded(
    openssl.SSL_ctrl(ssl, SSL_CTRL_SET_CLIENT_SIGALGS_LIST, 0, CARD_SIGNATURES),
    "SSL_set1_client_sigalgs_list",
  );
}
