/**
 * How clearly an error says that the server wants a client certificate. `clear`: the error names the certificate.
 * `vague`: the server may just have cut the connection, because the alert of TLS 1.3 comes late and can be lost. Varco
 * then asks the server.
 */
export type Clarity = "clear" | "vague";

/** Chromium: names of net/base/net_error_list.h. The first two were seen for alerts of TLS 1.2 and 1.3. */
const CHROMIUM: ReadonlyMap<string, Clarity> = new Map([
  ["net::ERR_BAD_SSL_CLIENT_AUTH_CERT", "clear"],
  ["net::ERR_SOCKET_NOT_CONNECTED", "clear"],
  ["net::ERR_SSL_CLIENT_AUTH_CERT_NEEDED", "clear"],
  ["net::ERR_SSL_CLIENT_AUTH_CERT_BAD_FORMAT", "clear"],
  ["net::ERR_SSL_CLIENT_AUTH_CERT_NO_PRIVATE_KEY", "clear"],
  ["net::ERR_SSL_CLIENT_AUTH_PRIVATE_KEY_ACCESS_DENIED", "clear"],
  ["net::ERR_SSL_CLIENT_AUTH_NO_COMMON_ALGORITHMS", "clear"],
  ["net::ERR_SSL_CLIENT_AUTH_SIGNATURE_FAILED", "clear"],
  ["net::ERR_SSL_PROTOCOL_ERROR", "vague"],
  ["net::ERR_CONNECTION_RESET", "vague"],
  ["net::ERR_CONNECTION_CLOSED", "vague"],
  ["net::ERR_CONNECTION_ABORTED", "vague"],
  ["net::ERR_EMPTY_RESPONSE", "vague"],
]);

/**
 * Firefox: errors of NSS and NSPR (sslerr.h, prerr.h). HANDSHAKE_FAILURE and RX_CERTIFICATE_REQUIRED were seen, for TLS
 * 1.2 and 1.3.
 */
const NSS: Readonly<Record<number, Clarity>> = {
  [-12285]: "clear", // SSL_ERROR_NO_CERTIFICATE
  [-12271]: "clear", // SSL_ERROR_BAD_CERT_ALERT
  [-12270]: "clear", // SSL_ERROR_REVOKED_CERT_ALERT
  [-12269]: "clear", // SSL_ERROR_EXPIRED_CERT_ALERT
  [-12227]: "clear", // SSL_ERROR_HANDSHAKE_FAILURE_ALERT
  [-12225]: "clear", // SSL_ERROR_UNSUPPORTED_CERT_ALERT
  [-12224]: "clear", // SSL_ERROR_CERTIFICATE_UNKNOWN_ALERT
  [-12195]: "clear", // SSL_ERROR_UNKNOWN_CA_ALERT
  [-12194]: "clear", // SSL_ERROR_ACCESS_DENIED_ALERT
  [-12107]: "clear", // SSL_ERROR_RX_CERTIFICATE_REQUIRED_ALERT
  [-5961]: "vague", // PR_CONNECT_RESET_ERROR
  [-5938]: "vague", // PR_END_OF_FILE_ERROR
};
/** Firefox: results of its network code (ErrorList.py, module NETWORK). */
const NECKO: Readonly<Record<number, Clarity>> = {
  0x804b0014: "vague", // NS_ERROR_NET_RESET
  0x804b0047: "vague", // NS_ERROR_NET_INTERRUPT
};
/** NSS and NSPR errors are results of the module SECURITY, with the opposite sign. */
const NS_ERROR_MODULE_SECURITY = 0x805a0000;

/** How clearly an error of `webNavigation.onErrorOccurred` speaks of a client certificate. null: it does not. */
export function clarityOf(error: string): Clarity | null {
  const code = /^Error code (\d+)$/.exec(error)?.[1];
  if (code === undefined) return CHROMIUM.get(error) ?? null;
  return NSS[NS_ERROR_MODULE_SECURITY - Number(code)] ?? NECKO[Number(code)] ?? null;
}

/**
 * How Firefox ends a navigation without an error page: NS_BINDING_ABORTED, 0x804b0002 (ErrorList.py). The person has
 * stopped it, or Firefox begins it again: by http after a vain attempt by https, or beside the page before, which it
 * keeps for a step back. Both were seen.
 */
export const ABORTED = "Error code 2152398850";

/**
 * Failures by http that say that the server does not serve it: others (no network, no such name) hold for https, too.
 */
const NO_HTTP: ReadonlySet<string> = new Set([
  "net::ERR_CONNECTION_REFUSED",
  "net::ERR_CONNECTION_RESET",
  "net::ERR_CONNECTION_CLOSED",
  "net::ERR_CONNECTION_TIMED_OUT",
  "net::ERR_TIMED_OUT",
  "net::ERR_EMPTY_RESPONSE",
  ...[
    0x804b000d, // NS_ERROR_CONNECTION_REFUSED
    0x804b000e, // NS_ERROR_NET_TIMEOUT
    0x804b0014, // NS_ERROR_NET_RESET
    0x804b0047, // NS_ERROR_NET_INTERRUPT
  ].map((code) => `Error code ${code}`),
]);

/** Whether a visit by http has failed because the server speaks no http. It may want a certificate by https. */
export function hasNoHttp(error: string): boolean {
  return NO_HTTP.has(error);
}
