import { VirtualCard, type VirtualCardOptions } from "../card/index";
import type { Issued } from "../pki/authority";
import { ADA, type InventedPerson } from "../pki/people";
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
  return cardOf(certificate.person ?? ADA, await pki.card(certificate), options);
}

/** A person's CNS with the demo codes, unless `options` says otherwise. */
export function cardOf(
  person: InventedPerson,
  issued: Pick<Issued, "der" | "key">,
  options: Partial<VirtualCardOptions> = {},
): VirtualCard {
  const { surname, givenName, codiceFiscale, birthDate, sex, cardNumber } = person;
  return new VirtualCard({
    certificate: issued.der,
    privateKey: issued.key,
    pin: DEMO_PIN,
    puk: DEMO_PUK,
    serial: cardNumber,
    personalData: { surname, givenName, codiceFiscale, birthDate, sex },
    ...options,
  });
}
