import { VirtualCard, type VirtualCardOptions } from "../card/index";
import { ADA } from "../pki/people";
import type { CardCertificateOptions, TestPki } from "../pki/pki";

/** Codes of the demo card. */
export const DEMO_PIN = "12345";
export const DEMO_PUK = "87654321";

/** The demo card: an invented citizen's CNS with a certificate of the test authority. */
export async function makeCard(
  pki: TestPki,
  certificate: CardCertificateOptions = {},
  options: Partial<VirtualCardOptions> = {},
): Promise<VirtualCard> {
  const person = certificate.person ?? ADA;
  const issued = await pki.card(certificate);
  return new VirtualCard({
    certificate: issued.der,
    privateKey: issued.key,
    pin: DEMO_PIN,
    puk: DEMO_PUK,
    serial: person.cardNumber,
    personalData: {
      surname: person.surname,
      givenName: person.givenName,
      codiceFiscale: person.codiceFiscale,
      birthDate: person.birthDate,
      sex: person.sex,
    },
    ...options,
  });
}
