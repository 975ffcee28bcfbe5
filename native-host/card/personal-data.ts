/** EF_DatiPersonali. Texts are empty where the card says nothing. */
export interface PersonalData {
  readonly issuer: string;
  /** Dates as YYYY-MM-DD, null where absent or not a date. */
  readonly issued: string | null;
  readonly expires: string | null;
  readonly surname: string;
  readonly givenName: string;
  readonly born: string | null;
  readonly sex: "F" | "M" | null;
  /** Centimetres. */
  readonly height: number | null;
  readonly codiceFiscale: string;
  readonly citizenship: string;
  readonly birthMunicipality: string;
  readonly birthCountry: string;
  readonly birthRecord: string;
  readonly residenceMunicipality: string;
  readonly address: string;
  readonly notes: string;
}

/** Bytes at the beginning. They say in hexadecimal digits how many follow. */
export const PERSONAL_DATA_HEADER = 6;
const FIELD_HEADER = 2;
/** Bytes of a file that READ BINARY reaches, whose offsets have 15 bits. */
const LONGEST = 0x7fff;

/**
 * Length of the whole content, header included, from the first six bytes; null when there is none, or the length makes
 * no sense. "CNS File System" v10 §4.
 */
export function personalDataLength(head: Uint8Array): number | null {
  const length = hexNumber(head.subarray(0, PERSONAL_DATA_HEADER), PERSONAL_DATA_HEADER);
  if (length === null || length === 0 || PERSONAL_DATA_HEADER + length > LONGEST) return null;
  return PERSONAL_DATA_HEADER + length;
}

/** Parses the content that `personalDataLength` measured; null when lengths and content do not agree. */
export function parsePersonalData(content: Uint8Array): PersonalData | null {
  const fields: string[] = [];
  for (let at = PERSONAL_DATA_HEADER; at < content.length;) {
    const start = at + FIELD_HEADER;
    const length = hexNumber(content.subarray(at, start), FIELD_HEADER);
    if (length === null || start + length > content.length) return null;
    fields.push(
      Buffer.from(content.subarray(start, start + length))
        .toString("latin1")
        .trim(),
    );
    at = start + length;
  }
  const [
    issuer = "",
    issued = "",
    expires = "",
    surname = "",
    givenName = "",
    born = "",
    sex = "",
    height = "",
    codiceFiscale = "",
    citizenship = "",
    birthMunicipality = "",
    birthCountry = "",
    birthRecord = "",
    residenceMunicipality = "",
    address = "",
    notes = "",
  ] = fields;
  return {
    issuer,
    issued: date(issued),
    expires: date(expires),
    surname,
    givenName,
    born: date(born),
    sex: sex === "F" || sex === "M" ? sex : null,
    height: /^[0-9]+$/.test(height) ? Number(height) : null,
    codiceFiscale,
    citizenship,
    birthMunicipality,
    birthCountry,
    birthRecord,
    residenceMunicipality,
    address,
    notes,
  };
}

function hexNumber(bytes: Uint8Array, digits: number): number | null {
  const text = Buffer.from(bytes).toString("latin1");
  return text.length === digits && /^[0-9A-Fa-f]+$/.test(text) ? Number.parseInt(text, 16) : null;
}

/** DDMMYYYY to YYYY-MM-DD. */
function date(text: string): string | null {
  const [, day, month, year] = /^([0-9]{2})([0-9]{2})([0-9]{4})$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}`;
  const parsed = new Date(iso);
  // The engine takes 31 February for 3 March.
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(iso) ? iso : null;
}
