import "reflect-metadata";
import {
  CertificatePolicyExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type Extension,
  type JsonName,
} from "@peculiar/x509";
import { createHash } from "node:crypto";
import type { Authority, Issued, Validity } from "./authority";
import type { Digest, RsaKeyPair } from "./keys";
import type { InventedPerson } from "./people";

/**
 * Forms of the subject that servers must take:
 * - `cns`: surname, given name, and the common name of a CNS.
 * - `without-names`: the common name alone says who it is. The profile leaves the names out at will.
 * - `slash-in-hash`: the hash at the end of the common name holds a slash, too. Only the first one ends the codice
 *   fiscale.
 */
export const SUBJECT_FORMS = ["cns", "without-names", "slash-in-hash"] as const;
export type SubjectForm = (typeof SUBJECT_FORMS)[number];

export type CertificateUse = "authentication" | "signature";

export interface CardCertificate {
  readonly person: InventedPerson;
  readonly pair: RsaKeyPair;
  readonly validity: Validity;
  /** Default `cns`. */
  readonly subject?: SubjectForm;
  /** Of the authority's signature. */
  readonly hash?: Digest;
  /** Default `authentication`. `signature`: for signing documents, as many tokens hold one beside it. */
  readonly use?: CertificateUse;
}

/** Issues an authentication certificate as a CNS holds it. */
export function issueCardCertificate(
  authority: Authority,
  { person, pair, validity, subject = "cns", hash, use = "authentication" }: CardCertificate,
): Promise<Issued> {
  return authority.issue(subjectOf(person, subject), pair, validity, EXTENSIONS[use], hash);
}

/**
 * Subject of a CNS authentication certificate: CN = codice fiscale / card number . base64 SHA-1 of the personal-data
 * file (CNS certificate profile, CNIPA). Here the hash is of the card number: invented like everything else.
 */
function subjectOf(person: InventedPerson, form: SubjectForm): JsonName {
  const names: JsonName = [{ "2.5.4.4": [person.surname] }, { "2.5.4.42": [person.givenName] }];
  return [
    { C: ["IT"] },
    { O: ["Prova"] },
    { OU: ["Regione Prova"] },
    ...(form === "without-names" ? [] : names),
    { CN: [`${person.codiceFiscale}/${person.cardNumber}.${hashOf(person.cardNumber, form === "slash-in-hash")}`] },
  ];
}

function hashOf(cardNumber: string, withSlash: boolean): string {
  for (let salt = ""; ; salt += " ") {
    const hash = createHash("sha1").update(`${cardNumber}${salt}`).digest("base64");
    if (hash.includes("/") || !withSlash) return hash;
  }
}

/** 1.3.76.16.2.1 is the policy of the CNS. */
const EXTENSIONS: Readonly<Record<CertificateUse, readonly Extension[]>> = {
  authentication: [
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
    new CertificatePolicyExtension(["1.3.76.16.2.1"]),
  ],
  signature: [
    new KeyUsagesExtension(KeyUsageFlags.nonRepudiation, true),
    new CertificatePolicyExtension(["1.3.76.24.1.1.2"]),
  ],
};
