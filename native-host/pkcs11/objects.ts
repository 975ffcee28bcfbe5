import { createHash } from "node:crypto";
import type { KnownCard } from "../cards/monitor";
import { readCertificateFields } from "./certificate-fields";
import { CKA, CKC, CKK, CKO, CKP, CK_CERTIFICATE_CATEGORY } from "./constants";
import type { Attribute, AttributeAnswer } from "./cryptoki";

/** An object of a token. */
export interface TokenObject {
  /** CKO_… */
  readonly class: number;
  /** Visible only after the login. */
  readonly isPrivate: boolean;
  /** By CKA_… */
  readonly attributes: ReadonlyMap<number, AttributeAnswer>;
}

/** Attributes that no token tells of a key that stays inside. */
const SECRETS = [CKA.PRIVATE_EXPONENT, CKA.PRIME_1, CKA.PRIME_2, CKA.EXPONENT_1, CKA.EXPONENT_2, CKA.COEFFICIENT].map(
  (type) => [type, "sensitive"] as const,
);

/**
 * The profile "Public Certificates Token" (PKCS#11 v3.0): certificates are visible before the login. NSS then lets the
 * person choose a certificate first and asks for the PIN only when it signs.
 */
const PROFILE = object(CKO.PROFILE, false, [
  [CKA.TOKEN, true],
  [CKA.PROFILE_ID, CKP.PUBLIC_CERTIFICATES_TOKEN],
]);

/**
 * The objects of a card in this order: certificate, public key, private key (PKCS#11 v2.40 §4.6 to §4.9), profile.
 * CKA_ID, the SHA-1 of the modulus, ties the first three together. CKA_LOCAL is false because no C_GenerateKeyPair made
 * the keys. Throws `card.certificate`.
 */
export function tokenObjects({ der, certificate, key }: KnownCard): readonly TokenObject[] {
  const { serialNumber, issuer, subject } = readCertificateFields(der);
  const common: readonly Entry[] = [
    [CKA.TOKEN, true],
    [CKA.MODIFIABLE, false],
    [CKA.COPYABLE, false],
    [CKA.DESTROYABLE, false],
    [CKA.LABEL, Buffer.from(certificate.name)],
    [CKA.SUBJECT, subject],
    [CKA.ID, createHash("sha1").update(key.modulus).digest()],
  ];
  const keys: readonly Entry[] = [
    ...common,
    [CKA.KEY_TYPE, CKK.RSA],
    [CKA.MODULUS, key.modulus],
    [CKA.PUBLIC_EXPONENT, key.exponent],
    [CKA.PUBLIC_KEY_INFO, key.info],
    [CKA.DERIVE, false],
    [CKA.LOCAL, false],
    [CKA.START_DATE, date(certificate.notBefore)],
    [CKA.END_DATE, date(certificate.notAfter)],
  ];
  return [
    object(CKO.CERTIFICATE, false, [
      ...common,
      [CKA.CERTIFICATE_TYPE, CKC.X_509],
      [CKA.CERTIFICATE_CATEGORY, CK_CERTIFICATE_CATEGORY.TOKEN_USER],
      [CKA.TRUSTED, false],
      [CKA.VALUE, der],
      [CKA.ISSUER, issuer],
      [CKA.SERIAL_NUMBER, serialNumber],
      [CKA.PUBLIC_KEY_INFO, key.info],
      [CKA.START_DATE, date(certificate.notBefore)],
      [CKA.END_DATE, date(certificate.notAfter)],
    ]),
    object(CKO.PUBLIC_KEY, false, [
      ...keys,
      [CKA.MODULUS_BITS, key.bits],
      [CKA.VERIFY, true],
      [CKA.VERIFY_RECOVER, false],
      [CKA.ENCRYPT, false],
      [CKA.WRAP, false],
      [CKA.TRUSTED, false],
    ]),
    object(CKO.PRIVATE_KEY, true, [
      ...keys,
      [CKA.SIGN, true],
      [CKA.SIGN_RECOVER, false],
      [CKA.DECRYPT, false],
      [CKA.UNWRAP, false],
      [CKA.SENSITIVE, true],
      [CKA.ALWAYS_SENSITIVE, true],
      [CKA.EXTRACTABLE, false],
      [CKA.NEVER_EXTRACTABLE, true],
      [CKA.ALWAYS_AUTHENTICATE, false],
      [CKA.WRAP_WITH_TRUSTED, false],
      ...SECRETS,
    ]),
    PROFILE,
  ];
}

/**
 * Whether the object has all attributes of a search template; a sensitive attribute never matches. Only a template that
 * names a class finds the profile: older programs would take it for something else.
 */
export function matches({ attributes, class: own }: TokenObject, template: readonly Attribute[]): boolean {
  if (own === CKO.PROFILE && !template.some(({ type }) => type === CKA.CLASS)) return false;
  return template.every(({ type, value }) => equal(attributes.get(type) ?? "unknown", value));
}

/** The rough size of an object in bytes. */
export function objectSize({ attributes }: TokenObject): number {
  return [...attributes.values()].reduce(
    (sum: number, value) => sum + (value instanceof Uint8Array ? value.length : 1),
    0,
  );
}

type Entry = readonly [type: number, value: AttributeAnswer];

function object(type: number, isPrivate: boolean, entries: readonly Entry[]): TokenObject {
  return { class: type, isPrivate, attributes: new Map([...entries, [CKA.CLASS, type], [CKA.PRIVATE, isPrivate]]) };
}

/** CK_DATE: YYYYMMDD. */
function date(iso: string): Uint8Array {
  return Buffer.from(iso.slice(0, 10).replaceAll("-", ""), "latin1");
}

function equal(answer: AttributeAnswer, wanted: Attribute["value"]): boolean {
  if (answer === "unknown" || answer === "sensitive" || wanted === null) return false;
  if (answer instanceof Uint8Array) return wanted instanceof Uint8Array && Buffer.compare(answer, wanted) === 0;
  return answer === wanted;
}
