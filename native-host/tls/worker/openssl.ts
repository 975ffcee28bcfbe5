import { call, load, proto, pointer } from "koffi";

/**
 * The functions of the OpenSSL inside Node that we use; Node exports them for native add-ons.
 * Names and signatures as in the manual pages (OpenSSL 3.x, section 3). Loaded in the worker only.
 */
export type Pointer = bigint;
type OrNull = Pointer | null;

const node = load(null);
const c = (prototype: string) => node.func(prototype);

export const TLS_client_method: () => Pointer = c("void *TLS_client_method()");
export const SSL_CTX_new: (method: Pointer) => OrNull = c("void *SSL_CTX_new(void *method)");
export const SSL_CTX_free: (context: Pointer) => void = c("void SSL_CTX_free(void *ctx)");
export const SSL_CTX_ctrl: (context: Pointer, command: number, larg: number, parg: null) => number = c(
  "long SSL_CTX_ctrl(void *ctx, int cmd, long larg, void *parg)",
);
export const SSL_CTX_set_verify: (context: Pointer, mode: number, callback: null) => void = c(
  "void SSL_CTX_set_verify(void *ctx, int mode, void *cb)",
);
export const SSL_CTX_set_post_handshake_auth: (context: Pointer, on: number) => void = c(
  "void SSL_CTX_set_post_handshake_auth(void *ctx, int val)",
);
/** `options`: SSL_OP_ bits, of 64. */
export const SSL_CTX_set_options: (context: Pointer, options: number) => number = c(
  "uint64_t SSL_CTX_set_options(void *ctx, uint64_t options)",
);
export const SSL_CTX_set_cipher_list: (context: Pointer, list: string) => number = c(
  "int SSL_CTX_set_cipher_list(void *ctx, const char *str)",
);
export const SSL_CTX_set_security_callback: (context: Pointer, callback: Pointer) => void = c(
  "void SSL_CTX_set_security_callback(void *ctx, void *cb)",
);
export const SSL_CTX_get_security_callback: (context: Pointer) => OrNull = c(
  "void *SSL_CTX_get_security_callback(void *ctx)",
);
export const SSL_CTX_set_security_level: (context: Pointer, level: number) => void = c(
  "void SSL_CTX_set_security_level(void *ctx, int level)",
);
export const SSL_CTX_set_cert_verify_callback: (context: Pointer, callback: Pointer, argument: null) => void = c(
  "void SSL_CTX_set_cert_verify_callback(void *ctx, void *cb, void *arg)",
);
export const SSL_CTX_get_cert_store: (context: Pointer) => Pointer = c("void *SSL_CTX_get_cert_store(void *ctx)");

export const SSL_new: (context: Pointer) => OrNull = c("void *SSL_new(void *ctx)");
export const SSL_free: (ssl: Pointer) => void = c("void SSL_free(void *ssl)");
export const SSL_set_security_callback: (ssl: Pointer, callback: Pointer) => void = c(
  "void SSL_set_security_callback(void *ssl, void *cb)",
);
export const SSL_set_bio: (ssl: Pointer, incoming: Pointer, outgoing: Pointer) => void = c(
  "void SSL_set_bio(void *ssl, void *rbio, void *wbio)",
);
export const SSL_set_connect_state: (ssl: Pointer) => void = c("void SSL_set_connect_state(void *ssl)");
export const SSL_ctrl: (ssl: Pointer, command: number, larg: number, parg: string | null) => number = c(
  "long SSL_ctrl(void *ssl, int cmd, long larg, const char *parg)",
);
export const SSL_set_alpn_protos: (ssl: Pointer, protocols: Uint8Array, length: number) => number = c(
  "int SSL_set_alpn_protos(void *ssl, const uint8_t *protos, unsigned int len)",
);
export const SSL_set1_host: (ssl: Pointer, name: string) => number = c(
  "int SSL_set1_host(void *ssl, const char *name)",
);
export const SSL_set_hostflags: (ssl: Pointer, flags: number) => void = c(
  "void SSL_set_hostflags(void *ssl, unsigned int flags)",
);
export const SSL_get0_param: (ssl: Pointer) => Pointer = c("void *SSL_get0_param(void *ssl)");
export const X509_VERIFY_PARAM_set1_ip_asc: (parameters: Pointer, address: string) => number = c(
  "int X509_VERIFY_PARAM_set1_ip_asc(void *param, const char *ip)",
);
export const SSL_use_certificate: (ssl: Pointer, certificate: Pointer) => number = c(
  "int SSL_use_certificate(void *ssl, void *x)",
);
export const SSL_use_PrivateKey: (ssl: Pointer, key: Pointer) => number = c(
  "int SSL_use_PrivateKey(void *ssl, void *pkey)",
);
export const SSL_set_cert_cb: (ssl: Pointer, callback: Pointer, argument: null) => void = c(
  "void SSL_set_cert_cb(void *ssl, void *cb, void *arg)",
);

export const SSL_do_handshake: (ssl: Pointer) => number = c("int SSL_do_handshake(void *ssl)");
export const SSL_read: (ssl: Pointer, into: Uint8Array, length: number) => number = c(
  "int SSL_read(void *ssl, _Out_ uint8_t *buf, int num)",
);
export const SSL_peek: (ssl: Pointer, into: Uint8Array, length: number) => number = c(
  "int SSL_peek(void *ssl, _Out_ uint8_t *buf, int num)",
);
export const SSL_write: (ssl: Pointer, bytes: Uint8Array, length: number) => number = c(
  "int SSL_write(void *ssl, const uint8_t *buf, int num)",
);
export const SSL_shutdown: (ssl: Pointer) => number = c("int SSL_shutdown(void *ssl)");
export const SSL_set_shutdown: (ssl: Pointer, mode: number) => void = c("void SSL_set_shutdown(void *ssl, int mode)");
export const SSL_get_error: (ssl: Pointer, result: number) => number = c("int SSL_get_error(void *ssl, int ret)");
export const SSL_get_verify_result: (ssl: Pointer) => number = c("long SSL_get_verify_result(void *ssl)");
export const SSL_get_version: (ssl: Pointer) => string = c("const char *SSL_get_version(void *ssl)");
export const SSL_session_reused: (ssl: Pointer) => number = c("int SSL_session_reused(void *ssl)");
export const SSL_get0_peer_CA_list: (ssl: Pointer) => OrNull = c("void *SSL_get0_peer_CA_list(void *ssl)");
export const SSL_get1_session: (ssl: Pointer) => OrNull = c("void *SSL_get1_session(void *ssl)");
export const SSL_set_session: (ssl: Pointer, session: Pointer) => number = c(
  "int SSL_set_session(void *ssl, void *session)",
);
export const SSL_SESSION_is_resumable: (session: Pointer) => number = c("int SSL_SESSION_is_resumable(void *session)");
export const SSL_SESSION_free: (session: Pointer) => void = c("void SSL_SESSION_free(void *session)");
export const SSL_alert_desc_string_long: (alert: number) => string = c(
  "const char *SSL_alert_desc_string_long(int value)",
);

export const BIO_s_mem: () => Pointer = c("void *BIO_s_mem()");
export const BIO_new: (type: Pointer) => OrNull = c("void *BIO_new(void *type)");
export const BIO_free: (bio: Pointer) => number = c("int BIO_free(void *bio)");
export const BIO_new_mem_buf: (bytes: Uint8Array, length: number) => OrNull = c(
  "void *BIO_new_mem_buf(const uint8_t *buf, int len)",
);
export const BIO_read: (bio: Pointer, into: Uint8Array, length: number) => number = c(
  "int BIO_read(void *bio, _Out_ uint8_t *data, int len)",
);
export const BIO_write: (bio: Pointer, bytes: Uint8Array, length: number) => number = c(
  "int BIO_write(void *bio, const uint8_t *data, int len)",
);
export const BIO_ctrl_pending: (bio: Pointer) => number = c("size_t BIO_ctrl_pending(void *bio)");

export const d2i_X509_bio: (bio: Pointer, into: null) => OrNull = c("void *d2i_X509_bio(void *bp, void *x)");
export const PEM_read_bio_X509: (bio: Pointer, into: null, callback: null, argument: null) => OrNull = c(
  "void *PEM_read_bio_X509(void *bp, void *x, void *cb, void *u)",
);
export const X509_free: (certificate: Pointer) => void = c("void X509_free(void *x)");
export const X509_get0_pubkey: (certificate: Pointer) => OrNull = c("void *X509_get0_pubkey(void *x)");
export const X509_STORE_add_cert: (store: Pointer, certificate: Pointer) => number = c(
  "int X509_STORE_add_cert(void *store, void *x)",
);
export const X509_STORE_load_locations: (store: Pointer, file: string, folder: null) => number = c(
  "int X509_STORE_load_locations(void *store, const char *file, const char *dir)",
);
export const X509_verify_cert: (store: Pointer) => number = c("int X509_verify_cert(void *ctx)");
export const X509_STORE_CTX_get_error: (store: Pointer) => number = c("int X509_STORE_CTX_get_error(void *ctx)");
export const X509_STORE_CTX_get_current_cert: (store: Pointer) => OrNull = c(
  "void *X509_STORE_CTX_get_current_cert(void *ctx)",
);
export const X509_STORE_CTX_get_ex_data: (store: Pointer, index: number) => OrNull = c(
  "void *X509_STORE_CTX_get_ex_data(void *ctx, int idx)",
);
export const SSL_get_ex_data_X509_STORE_CTX_idx: () => number = c("int SSL_get_ex_data_X509_STORE_CTX_idx()");
export const i2d_X509_bio: (bio: Pointer, certificate: Pointer) => number = c("int i2d_X509_bio(void *bp, void *x)");
export const X509_verify_cert_error_string: (error: number) => string = c(
  "const char *X509_verify_cert_error_string(long n)",
);
export const X509_NAME_print_ex: (bio: Pointer, name: Pointer, indent: number, flags: number) => number = c(
  "int X509_NAME_print_ex(void *out, void *nm, int indent, unsigned long flags)",
);
export const OPENSSL_sk_num: (stack: Pointer) => number = c("int OPENSSL_sk_num(void *sk)");
export const OPENSSL_sk_value: (stack: Pointer, index: number) => Pointer = c(
  "void *OPENSSL_sk_value(void *sk, int i)",
);

export const EVP_PKEY_new: () => OrNull = c("void *EVP_PKEY_new()");
export const EVP_PKEY_free: (key: Pointer) => void = c("void EVP_PKEY_free(void *pkey)");
export const EVP_PKEY_assign: (key: Pointer, type: number, rsa: Pointer) => number = c(
  "int EVP_PKEY_assign(void *pkey, int type, void *key)",
);
export const EVP_PKEY_get0_RSA: (key: Pointer) => OrNull = c("void *EVP_PKEY_get0_RSA(void *pkey)");
export const RSA_new: () => OrNull = c("void *RSA_new()");
export const RSA_size: (rsa: Pointer) => number = c("int RSA_size(void *rsa)");
export const RSA_get0_n: (rsa: Pointer) => Pointer = c("void *RSA_get0_n(void *rsa)");
export const RSA_get0_e: (rsa: Pointer) => Pointer = c("void *RSA_get0_e(void *rsa)");
export const RSA_set0_key: (rsa: Pointer, n: Pointer, e: Pointer, d: null) => number = c(
  "int RSA_set0_key(void *rsa, void *n, void *e, void *d)",
);
export const RSA_get_default_method: () => Pointer = c("void *RSA_get_default_method()");
export const RSA_meth_dup: (method: Pointer) => OrNull = c("void *RSA_meth_dup(void *meth)");
export const RSA_meth_free: (method: Pointer) => void = c("void RSA_meth_free(void *meth)");
export const RSA_meth_set_priv_enc: (method: Pointer, callback: Pointer) => number = c(
  "int RSA_meth_set_priv_enc(void *rsa, void *priv_enc)",
);
export const RSA_set_method: (rsa: Pointer, method: Pointer) => number = c("int RSA_set_method(void *rsa, void *meth)");
export const BN_dup: (number: Pointer) => OrNull = c("void *BN_dup(void *a)");

export const ERR_get_error: () => number = c("unsigned long ERR_get_error()");
export const ERR_clear_error: () => void = c("void ERR_clear_error()");
export const ERR_reason_error_string: (error: number) => string | null = c(
  "const char *ERR_reason_error_string(unsigned long e)",
);

/**
 * `int (int flen, const unsigned char *from, unsigned char *to, RSA *rsa, int padding)`: see RSA_meth_set_priv_enc(3).
 */
export const PrivateEncrypt = pointer(
  proto("int VarcoPrivateEncrypt(int flen, void *from, void *to, void *rsa, int padding)"),
);
/** `int (SSL *ssl, void *arg)`: see SSL_set_cert_cb(3). */
export const CertificateAsked = pointer(proto("int VarcoCertificateAsked(void *ssl, void *arg)"));
/** `int (X509_STORE_CTX *ctx, void *arg)`: see SSL_CTX_set_cert_verify_callback(3). */
export const VerifyChain = pointer(proto("int VarcoVerifyChain(void *ctx, void *arg)"));
const securityProto = proto(
  "int VarcoSecurity(void *ssl, void *ctx, int op, int bits, int nid, void *other, void *ex)",
);
/** See SSL_CTX_set_security_callback(3). */
export const Security = pointer(securityProto);
export type SecurityArguments = [
  ssl: OrNull,
  context: OrNull,
  operation: number,
  bits: number,
  nid: number,
  other: OrNull,
  ex: OrNull,
];
/** Calls a security callback of OpenSSL's own. */
export function callSecurity(callback: Pointer, ...args: SecurityArguments): number {
  return Number(call(callback, securityProto, ...args));
}

/** The pointer. Throws when OpenSSL had no memory or refused. */
export function present(result: OrNull, what: string): Pointer {
  if (result === null) throw new Error(`OpenSSL: ${what} failed`);
  return result;
}

/** Throws unless the result is 1, with which most functions of OpenSSL tell success. */
export function succeeded(result: number, what: string): void {
  if (result !== 1) throw new Error(`OpenSSL: ${what} failed`);
}
