/**
 * Invented people for test cards. None of them exists: the place code X999 in their codice fiscale belongs to no
 * Italian municipality and to no country, so that no real person can have it; form and check letter are right.
 */
export interface InventedPerson {
  readonly surname: string;
  readonly givenName: string;
  readonly codiceFiscale: string;
  /** DDMMYYYY, as on the card. */
  readonly birthDate: string;
  readonly sex: "F" | "M";
  /** The card's serial number: 16 digits. */
  readonly cardNumber: string;
}

export const ADA: InventedPerson = {
  surname: "COLLAUDO",
  givenName: "ADA",
  codiceFiscale: "CLLDAA80A41X999S",
  birthDate: "01011980",
  sex: "F",
  cardNumber: "6090000000000017",
};

export const GIOVANNI: InventedPerson = {
  surname: "PROVA",
  givenName: "GIOVANNI",
  codiceFiscale: "PRVGNN71S15X999F",
  birthDate: "15111971",
  sex: "M",
  cardNumber: "6090000000000025",
};
