/** A hash function as RSA signatures use it. */
export interface Hash {
  /** Node's name of it. */
  readonly name: string;
  /** Length of a digest in bytes. */
  readonly length: number;
  /** DER of the DigestInfo up to the digest, which follows (RFC 8017 §9.2, note 1). */
  readonly digestInfoPrefix: Uint8Array;
}

export const SHA256: Hash = {
  name: "sha256",
  length: 32,
  digestInfoPrefix: Buffer.from("3031300d060960864801650304020105000420", "hex"),
};
export const SHA384: Hash = {
  name: "sha384",
  length: 48,
  digestInfoPrefix: Buffer.from("3041300d060960864801650304020205000430", "hex"),
};
export const SHA512: Hash = {
  name: "sha512",
  length: 64,
  digestInfoPrefix: Buffer.from("3051300d060960864801650304020305000440", "hex"),
};
