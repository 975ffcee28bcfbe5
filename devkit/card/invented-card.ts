import type { Issued } from "../pki/authority";
import { ADA, type InventedPerson } from "../pki/people";
import { VirtualCard, type VirtualCardOptions } from "./virtual-card";

/** PIN and PUK of invented cards. */
export const INVENTED_PIN = "24680";
export const INVENTED_PUK = "13579246";

/** A virtual card of an invented person with a certificate and key of the test PKI; everything else by `options`. */
export function inventedCard(
  { der, key }: Pick<Issued, "der" | "key">,
  person: InventedPerson = ADA,
  options: Partial<VirtualCardOptions> = {},
): VirtualCard {
  const { surname, givenName, birthDate, sex, codiceFiscale } = person;
  return new VirtualCard({
    certificate: der,
    privateKey: key,
    pin: INVENTED_PIN,
    puk: INVENTED_PUK,
    serial: person.cardNumber,
    personalData: {
      issuerCode: "6090",
      issueDate: "01012024",
      expiryDate: "31122029",
      surname,
      givenName,
      birthDate,
      sex,
      codiceFiscale,
      birthMunicipality: "X999",
      residenceMunicipality: "X999",
    },
    ...options,
  });
}
