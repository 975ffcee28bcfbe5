import "reflect-metadata";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate as DecodedCertificate,
  X509CertificateGenerator,
  type Extension,
  type JsonName,
  type Name,
} from "@peculiar/x509";
import { randomBytes, X509Certificate, type KeyObject } from "node:crypto";
import { privateKeyPem, publicKey, signingKey, type Digest, type RsaKeyPair } from "./keys";

/** A certificate and its private key, in every form that somebody needs. */
export interface Issued {
  readonly der: Uint8Array;
  readonly pem: string;
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
  /** PKCS#8. */
  readonly keyPem: string;
}

export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const DAY = 24 * 3600 * 1000;

/** Valid from `from` to `to`, both in days from now (negative: in the past). */
export function days(from: number, to: number): Validity {
  const wholeSeconds = (offset: number): Date => new Date(Math.floor((Date.now() + offset * DAY) / 1000) * 1000);
  return { notBefore: wholeSeconds(from), notAfter: wholeSeconds(to) };
}

/** A certification authority of the test PKI: a self-signed root, or one below another. */
export class Authority {
  readonly #name: JsonName | Name;
  readonly #pair: RsaKeyPair;

  private constructor(
    /** Its own certificate. */
    readonly issued: Issued,
    name: JsonName | Name,
    pair: RsaKeyPair,
  ) {
    this.#name = name;
    this.#pair = pair;
  }

  static async create(name: JsonName, pair: RsaKeyPair): Promise<Authority> {
    const keys = { privateKey: await signingKey(pair), publicKey: await publicKey(pair) };
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name,
      keys,
      serialNumber: randomSerial(),
      ...days(-30, 3650),
      extensions: await authorityExtensions(keys.publicKey),
    });
    return new Authority(issued(certificate.rawData, pair), name, pair);
  }

  /** The authority of an earlier process, from its certificate and keys. What it issues has its name, byte for byte. */
  static restore(certificate: X509Certificate, pair: RsaKeyPair): Authority {
    const { raw } = certificate;
    return new Authority(issued(raw, pair), new DecodedCertificate(raw).subjectName, pair);
  }

  /** Makes an authority below this one, or another certificate for one that exists (a cross-certificate). */
  async subordinate(name: JsonName, pair: RsaKeyPair): Promise<Authority> {
    const extensions = await authorityExtensions(await publicKey(pair));
    const certificate = await this.issue(name, pair, days(-30, 3650), extensions);
    return new Authority(certificate, name, pair);
  }

  /** Issues a certificate for the key pair; `extensions` are added to the key identifiers. */
  async issue(
    subject: JsonName,
    pair: RsaKeyPair,
    validity: Validity,
    extensions: readonly Extension[],
    hash: Digest = "SHA-256",
  ): Promise<Issued> {
    const certificate = await X509CertificateGenerator.create({
      subject,
      issuer: this.#name,
      serialNumber: randomSerial(),
      ...validity,
      publicKey: await publicKey(pair),
      signingKey: await signingKey(this.#pair, hash),
      signingAlgorithm: { name: "RSASSA-PKCS1-v1_5", hash },
      extensions: [await AuthorityKeyIdentifierExtension.create(await publicKey(this.#pair)), ...extensions],
    });
    return issued(certificate.rawData, pair);
  }
}

/** The name of a test authority. */
export function organisation(commonName: string): JsonName {
  return [{ C: ["IT"] }, { O: ["Prova"] }, { CN: [commonName] }];
}

async function authorityExtensions(key: CryptoKey): Promise<Extension[]> {
  return [
    new BasicConstraintsExtension(true, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    await SubjectKeyIdentifierExtension.create(key),
  ];
}

/** The DER bytes and the key pair as an {@link Issued}. */
export function issued(rawData: ArrayBuffer | Uint8Array, pair: RsaKeyPair): Issued {
  const der = new Uint8Array(rawData);
  const certificate = new X509Certificate(der);
  return {
    der,
    certificate,
    pem: certificate.toString(),
    key: pair.privateKey,
    keyPem: privateKeyPem(pair.privateKey),
  };
}

/**
 * Firefox refuses two certificates with the same issuer and serial number: 8 random bytes, positive, in hexadecimal.
 */
export function randomSerial(): string {
  const bytes = randomBytes(8);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString("hex");
}
