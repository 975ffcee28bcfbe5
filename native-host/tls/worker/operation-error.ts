import type { TlsFailure } from "../failure";
import * as openssl from "./openssl";
import type { Pointer } from "./openssl";

/**
 * The library number of libssl in an error code, and the offset of reasons that are received alerts (openssl/err.h,
 * ssl.h).
 */
const ERR_LIB_SSL = 20;
const ALERT_OFFSET = 1000;

/** A TLS operation failed. */
export class TlsOperationError extends Error {
  constructor(readonly failure: TlsFailure) {
    super(failure.text);
  }
}

/** Empties the error queue of this thread and describes its errors. */
export function failureOf(ssl: Pointer, asked: boolean): TlsFailure {
  const errors: number[] = [];
  for (let error = openssl.ERR_get_error(); error !== 0; error = openssl.ERR_get_error()) errors.push(error);
  // The oldest error of libssl is the cause; later ones name the layers that it passed.
  const cause = errors.find((error) => ((error >>> 23) & 0xff) === ERR_LIB_SSL);
  const reason = cause === undefined ? null : cause & 0x7fffff;
  const alert = reason !== null && reason >= ALERT_OFFSET ? reason - ALERT_OFFSET : null;
  const first = cause ?? errors[0];
  const text =
    alert !== null
      ? openssl.SSL_alert_desc_string_long(alert)
      : ((first === undefined ? null : openssl.ERR_reason_error_string(first)) ?? "TLS error");
  const verify = openssl.SSL_get_verify_result(ssl);
  return {
    verify,
    verifyText: verify === 0 ? "" : openssl.X509_verify_cert_error_string(verify),
    alert,
    reason,
    text,
    asked,
  };
}

/** What was thrown, as an Error. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
