/** The sixteen fields of EF_DatiPersonali in their order (CNS file system v10); dates are DDMMYYYY. */
const FIELDS = [
  "issuerCode",
  "issueDate",
  "expiryDate",
  "surname",
  "givenName",
  "birthDate",
  "sex",
  "height",
  "codiceFiscale",
  "citizenship",
  "birthMunicipality",
  "birthCountry",
  "birthRecord",
  "residenceMunicipality",
  "address",
  "notes",
] as const;

export type PersonalData = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>;

/** Size of EF_DatiPersonali as seen on cards, bytes. */
export const PERSONAL_DATA_SIZE = 400;

/**
 * EF_DatiPersonali before padding: six ASCII hex digits of total length, then length (two hex digits) and text of each
 * field.
 */
export function encodePersonalData(person: PersonalData): Uint8Array {
  const body = FIELDS.map((name) => hex(person[name]?.length ?? 0, 2) + (person[name] ?? "")).join("");
  return new Uint8Array(Buffer.from(hex(body.length, 6) + body, "latin1"));
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, "0");
}
