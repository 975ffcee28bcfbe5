import type { X509Certificate } from "node:crypto";
import * as v from "valibot";
import type { RefusalReason } from "./refusals";

/** Who logged in, as the certificate of the card says. */
export interface Citizen {
  readonly givenName: string;
  readonly surname: string;
  readonly codiceFiscale: string;
  readonly cardNumber: string;
}

/** What TLS says about the client: the certificate is parsed only if its chain and dates were verified. */
export type PresentedCertificate =
  | { readonly state: "none" }
  | { readonly state: "refused" }
  | { readonly state: "verified"; readonly certificate: X509Certificate };

/** CN of the CNS authentication certificate: CODICEFISCALE/CARDNUMBER.hash (CNS certificate profile). */
const commonName = v.pipe(v.string(), v.regex(/^[A-Z0-9]{16}\/[A-Z0-9]+\./));
const subject = v.object({
  CN: commonName,
  GN: v.pipe(v.string(), v.minLength(1)),
  SN: v.pipe(v.string(), v.minLength(1)),
});

/** The citizen of a verified certificate, or the reason why there is none. */
export function citizenOf(presented: PresentedCertificate): Citizen | RefusalReason {
  if (presented.state === "none") return "no-certificate";
  if (presented.state === "refused") return "certificate-refused";
  const parsed = v.safeParse(subject, presented.certificate.toLegacyObject().subject);
  if (!parsed.success) return "not-cns";
  const { CN, GN, SN } = parsed.output;
  const slash = CN.indexOf("/");
  return {
    givenName: GN,
    surname: SN,
    codiceFiscale: CN.slice(0, slash),
    cardNumber: CN.slice(slash + 1, CN.indexOf(".")),
  };
}

/** Given name first, as on a letter. */
export function fullName({ givenName, surname }: Citizen): string {
  return `${givenName} ${surname}`;
}
