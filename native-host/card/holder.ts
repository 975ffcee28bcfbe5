import { X509Certificate } from "node:crypto";
import { VarcoError, type ErrorValue } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import { seenLines, seenText } from "../../shared/seen-text";

/** What a certificate says about its holder and itself, without characters that nobody sees (`seenText`). */
export interface CardCertificate {
  /** Given name and surname, or the common name if the certificate lacks one of them. */
  readonly name: string;
  readonly codiceFiscale: string | null;
  readonly cardNumber: string | null;
  /** Size of the RSA key in bits. */
  readonly keySize: number;
  /** Distinguished names, one attribute a line, as Node prints them. */
  readonly subject: string;
  readonly issuer: string;
  /** ISO 8601, UTC. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** `certificate.expired` or `certificate.not-yet-valid`. */
  readonly warnings: readonly ErrorValue[];
}

/** CODICEFISCALE/CARDNUMBER.hash, the common name of a CNS certificate (CNS certificate profile, AgID). */
const COMMON_NAME = /^(?<codiceFiscale>[^/]+)\/(?<cardNumber>[^./]+)\..+$/;

/** Letters may stand for digits where two people would have the same code (omocodia). D.M. 12 March 1974, art. 6. */
const CODICE_FISCALE = /^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/;

/** Reads a certificate (DER). Throws `card.certificate` when it is none, or its key is not RSA. */
export function readHolder(der: Uint8Array, now: Date = new Date()): CardCertificate {
  const certificate = parse(der);
  const keySize = publicKey(certificate).asymmetricKeyDetails?.modulusLength;
  if (keySize === undefined) throw unreadable("its key is not an RSA key");
  const [subject, issuer] = [nameIn(certificate, "subject"), nameIn(certificate, "issuer")];
  const attribute = attributesOf(certificate);
  const commonName = attribute("CN");
  const { codiceFiscale, cardNumber } = COMMON_NAME.exec(commonName)?.groups ?? {};
  const [notBefore, notAfter] = [new Date(certificate.validFrom), new Date(certificate.validTo)];
  if ([notBefore, notAfter].some((date) => Number.isNaN(date.getTime()))) throw unreadable("a date in it is none");
  return {
    name: (fullName(attribute("GN"), attribute("SN")) ?? commonName).slice(0, LIMITS.holderName),
    codiceFiscale: codiceFiscale !== undefined && CODICE_FISCALE.test(codiceFiscale) ? codiceFiscale : null,
    cardNumber: cardNumber ?? null,
    keySize,
    subject: seenLines(subject),
    issuer: seenLines(issuer),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    warnings: warningsFor(notBefore, notAfter, now),
  };
}

function parse(der: Uint8Array): X509Certificate {
  try {
    return new X509Certificate(der);
  } catch (cause) {
    throw unreadable("it is not a certificate", cause);
  }
}

function publicKey(certificate: X509Certificate): X509Certificate["publicKey"] {
  try {
    return certificate.publicKey;
  } catch (cause) {
    throw unreadable("its key is of an unknown kind", cause);
  }
}

function nameIn(certificate: X509Certificate, field: "subject" | "issuer"): string {
  // Node has none where OpenSSL cannot turn one of its values into text.
  const name: unknown = certificate[field];
  if (typeof name !== "string") throw unreadable("a name in it is of an unknown kind");
  if (name.length > LIMITS.distinguishedName) throw unreadable("a name in it is endless");
  return name;
}

function unreadable(reason: string, cause?: unknown): VarcoError {
  return new VarcoError("card.certificate", { reason }, { cause });
}

/** Looks up attributes of the subject by OpenSSL's short name. The first of several values counts. */
function attributesOf(certificate: X509Certificate): (name: string) => string {
  // Older Node has none where OpenSSL cannot turn one of its values into text.
  const subject: unknown = certificate.toLegacyObject().subject;
  if (typeof subject !== "object" || subject === null) throw unreadable("the name of its holder is of an unknown kind");
  const attributes = new Map<string, unknown>(Object.entries(subject));
  return (name) => {
    const value: unknown = [attributes.get(name)].flat()[0];
    return typeof value === "string" ? seenText(value) : "";
  };
}

function fullName(givenName: string, surname: string): string | null {
  return givenName === "" || surname === "" ? null : `${givenName} ${surname}`;
}

function warningsFor(notBefore: Date, notAfter: Date, now: Date): ErrorValue[] {
  if (now > notAfter) return [{ code: "certificate.expired", details: { notAfter: notAfter.toISOString() } }];
  if (now < notBefore) return [{ code: "certificate.not-yet-valid", details: { notBefore: notBefore.toISOString() } }];
  return [];
}
