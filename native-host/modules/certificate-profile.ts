import { AsnConvert } from "@peculiar/asn1-schema";
import {
  Certificate,
  CertificatePolicies,
  ExtendedKeyUsage,
  id_ce_certificatePolicies,
  id_ce_extKeyUsage,
  id_ce_keyUsage,
  id_kp_clientAuth,
  KeyUsage,
  KeyUsageFlags,
} from "@peculiar/asn1-x509";
import { readHolder } from "../card/holder";

/** Policy of the CNS, and those below it. CNS certificate profile, AgID. */
const CNS_POLICY = "1.3.76.16.2.1";

/** How a certificate fits the profile of a CNS. */
interface Fit {
  readonly points: number;
  readonly expired: boolean;
  readonly notAfter: string;
}

/**
 * Chooses the certificate that logs in: the CNS authentication certificate, by its profile (policy, common name, key
 * usage). A certificate for signatures (non-repudiation) is never chosen, nor one that is not a CNS. Of several the
 * best fit counts, then one in its time, then the one that lasts longest. Null if there is none.
 */
export function chooseCns<T extends { readonly der: Uint8Array }>(
  certificates: readonly T[],
  now = new Date(),
): T | null {
  const fits = certificates.flatMap((certificate) => {
    const fit = fitOf(certificate.der, now);
    return fit === null ? [] : [{ certificate, fit }];
  });
  fits.sort(
    ({ fit: one }, { fit: other }) =>
      other.points - one.points ||
      Number(one.expired) - Number(other.expired) ||
      other.notAfter.localeCompare(one.notAfter),
  );
  return fits[0]?.certificate ?? null;
}

/** Null for a certificate that cannot be read, is for signatures, or is no CNS. */
function fitOf(der: Uint8Array, now: Date): Fit | null {
  try {
    const { codiceFiscale, notAfter } = readHolder(der, now);
    const extension = extensionsOf(der);
    const usage = extension(id_ce_keyUsage, KeyUsage)?.toNumber();
    if (usage !== undefined) {
      if ((usage & KeyUsageFlags.nonRepudiation) !== 0) return null;
      if ((usage & KeyUsageFlags.digitalSignature) === 0) return null;
    }
    const purposes = extension(id_ce_extKeyUsage, ExtendedKeyUsage);
    if (purposes && !purposes.includes(id_kp_clientAuth)) return null;
    const policies = extension(id_ce_certificatePolicies, CertificatePolicies);
    const cns = (policies === null ? [] : [...policies]).some(
      ({ policyIdentifier: id }) => id === CNS_POLICY || id.startsWith(`${CNS_POLICY}.`),
    );
    if (!cns && codiceFiscale === null) return null;
    return { points: (cns ? 2 : 0) + (codiceFiscale === null ? 0 : 1), expired: new Date(notAfter) < now, notAfter };
  } catch {
    return null;
  }
}

function extensionsOf(der: Uint8Array): <T>(id: string, type: new () => T) => T | null {
  const { tbsCertificate } = AsnConvert.parse(der, Certificate);
  return (id, type) => {
    const found = tbsCertificate.extensions?.find(({ extnID }) => extnID === id);
    return found ? AsnConvert.parse(found.extnValue, type) : null;
  };
}
