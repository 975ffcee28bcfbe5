import type { ErrorCode, ErrorValue } from "../../shared/errors";

/** OpenSSL's report of a failed operation. */
export interface TlsFailure {
  /** Result of the check of chain and name: an X509_V_ERR_ number, 0 when all is well. */
  readonly verify: number;
  readonly verifyText: string;
  /** TLS alert that the server sent (RFC 8446 §6), null if none. */
  readonly alert: number | null;
  /** Reason number of OpenSSL's TLS library, null if the error comes from elsewhere. */
  readonly reason: number | null;
  readonly text: string;
  /** The server had asked for a client certificate. */
  readonly asked: boolean;
}

/** X509_V_ERR_ numbers (openssl/x509_vfy.h) with a code of their own. Every other one is `server.untrusted`. */
const VERIFY_CODES: ReadonlyMap<number, ErrorCode> = new Map([
  [9, "server.expired"], // CERT_NOT_YET_VALID
  [10, "server.expired"], // CERT_HAS_EXPIRED
  [62, "server.name"], // HOSTNAME_MISMATCH
  [64, "server.name"], // IP_ADDRESS_MISMATCH
]);

/** SSL_R_ numbers (openssl/sslerr.h) for a server that speaks no version that we accept. */
const TOO_OLD_REASONS: ReadonlySet<number> = new Set([
  258, // UNSUPPORTED_PROTOCOL
  266, // WRONG_SSL_VERSION
]);
const PROTOCOL_VERSION_ALERT = 70;

/** Alerts about the client's certificate, if the server asked for one (RFC 8446 §6.2; TLS 1.2 servers send 40). */
const REFUSAL_ALERTS: ReadonlySet<number> = new Set([
  40, // handshake_failure
  42, // bad_certificate
  43, // unsupported_certificate
  44, // certificate_revoked
  45, // certificate_expired
  46, // certificate_unknown
  48, // unknown_ca
  49, // access_denied
  51, // decrypt_error
  113, // bad_certificate_status_response
  116, // certificate_required
]);

/**
 * Translates a failed TLS operation into an error of the closed list. `missing`: why an intermediate certificate that
 * the server left out could not be had, if it could not.
 */
export function tlsError(failure: TlsFailure, host: string, missing: string | null = null): ErrorValue {
  if (failure.verify !== 0) {
    const code = VERIFY_CODES.get(failure.verify) ?? "server.untrusted";
    if (code !== "server.untrusted" || missing === null) return { code, details: { host, reason: failure.verifyText } };
    return { code, details: { host, reason: `${failure.verifyText}; ${missing}`, missing } };
  }
  if (failure.alert === PROTOCOL_VERSION_ALERT || (failure.reason !== null && TOO_OLD_REASONS.has(failure.reason))) {
    return { code: "server.tls-too-old", details: { host } };
  }
  if (failure.asked && failure.alert !== null && REFUSAL_ALERTS.has(failure.alert)) {
    return { code: "server.certificate-refused", details: { host, reason: failure.text } };
  }
  return { code: "server.handshake", details: { host, reason: failure.text } };
}

/** Translates the code of Node's error for a failed TCP connection. */
export function socketError(code: string | undefined, message: string, host: string, connected: boolean): ErrorValue {
  if (code === "ETIMEDOUT") return { code: "server.timeout", details: { host } };
  if (connected) return { code: "server.cut", details: { host } };
  return { code: "server.unreachable", details: { host, reason: code ?? message } };
}
