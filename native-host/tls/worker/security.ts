import { register, unregister } from "koffi";
import * as openssl from "./openssl";
import { present, type Pointer } from "./openssl";

/** 112 bits: RSA from 2048, SHA-2. Browsers ask the same of a server. */
const LEVEL = 2;
/** SSL_SECOP_ numbers (openssl/ssl.h): in the lowest bits the operation, and a bit for what the server sent. */
const OPERATION = 0xff;
const PEER = 0x1000;
const SIGALG_SUPPORTED = 11;
const SIGALG_SHARED = 12;
/** Key and digest of certificates: SSL_SECOP_EE_KEY, SSL_SECOP_CA_KEY, SSL_SECOP_CA_MD. */
const CERTIFICATE = [16, 17, 18];

/**
 * Sets the strength that a context demands: of the server all of level 2, of the card nothing. The server decides
 * whether an old card is good enough: a certificate signed with SHA-1, a key of 1024 bits, a signature over SHA-1. Call
 * the result when the context is freed. SSL_CTX_set_security_callback(3).
 */
export function demandStrength(context: Pointer): () => void {
  openssl.SSL_CTX_set_security_level(context, LEVEL);
  const usual = present(openssl.SSL_CTX_get_security_callback(context), "SSL_CTX_get_security_callback");
  const callback = register(
    (...args: openssl.SecurityArguments) => (isAboutCard(args[2]) ? 1 : openssl.callSecurity(usual, ...args)),
    openssl.Security,
  );
  openssl.SSL_CTX_set_security_callback(context, callback);
  return () => unregister(callback);
}

/** The moment in which OpenSSL chooses the card's signature for one connection. */
export interface SignatureChoice {
  readonly begin: (ssl: Pointer) => void;
  readonly end: (ssl: Pointer) => void;
  /** Call it when no `SSL` uses it any more. */
  readonly free: () => void;
}

/**
 * While the card's signature is chosen, no algorithm is too weak for it. OpenSSL 3.5 (Node 24) then asks of each
 * whether it is supported, which at any other time means the server's signatures.
 */
export function signatureChoice(context: Pointer): SignatureChoice {
  const usual = present(openssl.SSL_CTX_get_security_callback(context), "SSL_CTX_get_security_callback");
  const choosing = register(
    (...args: openssl.SecurityArguments) =>
      (args[2] & OPERATION) === SIGALG_SUPPORTED ? 1 : openssl.callSecurity(usual, ...args),
    openssl.Security,
  );
  return {
    begin: (ssl) => openssl.SSL_set_security_callback(ssl, choosing),
    end: (ssl) => openssl.SSL_set_security_callback(ssl, usual),
    free: () => unregister(choosing),
  };
}

/** Whether a security operation judges our own certificate, or an algorithm for our own signature. */
function isAboutCard(operation: number): boolean {
  if ((operation & PEER) !== 0) return false;
  const kind = operation & OPERATION;
  return kind === SIGALG_SHARED || CERTIFICATE.includes(kind);
}
