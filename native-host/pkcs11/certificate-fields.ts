import { VarcoError } from "../../shared/errors";

/** The fields of a certificate that PKCS#11 shows as they stand: in DER, with tag and length. */
export interface CertificateFields {
  readonly serialNumber: Uint8Array;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
}

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const VERSION = 0xa0;
const LONG_FORM = 0x80;

interface Element {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Header and content. */
  readonly der: Uint8Array;
}

/**
 * Reads the fields of a certificate in DER (RFC 5280 §4.1); Node's own class gives them only as text. Throws
 * `card.certificate`.
 */
export function readCertificateFields(certificate: Uint8Array): CertificateFields {
  const toBeSigned = elements(first(elements(first(elements(certificate)))));
  const [serialNumber, , issuer, , subject] = toBeSigned.filter(({ tag }) => tag !== VERSION);
  if (serialNumber?.tag !== INTEGER || issuer?.tag !== SEQUENCE || subject?.tag !== SEQUENCE) throw broken();
  return { serialNumber: serialNumber.der, issuer: issuer.der, subject: subject.der };
}

function first([sequence]: readonly Element[]): Uint8Array {
  if (sequence?.tag !== SEQUENCE) throw broken();
  return sequence.content;
}

/** Splits `bytes` into elements with tags of one byte and definite lengths (ITU-T X.690 §8.1). */
function elements(bytes: Uint8Array): Element[] {
  const found: Element[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const [tag, short, ...more] = rest.subarray(0, 6);
    if (tag === undefined || short === undefined || short === LONG_FORM) throw broken();
    const digits = short < LONG_FORM ? [] : more.slice(0, short & 0x7f);
    if (short >= LONG_FORM && digits.length < (short & 0x7f)) throw broken();
    const header = 2 + digits.length;
    const end = header + (short < LONG_FORM ? short : digits.reduce((sum, digit) => sum * 256 + digit, 0));
    if (end > rest.length) throw broken();
    found.push({ tag, content: rest.subarray(header, end), der: rest.subarray(0, end) });
    rest = rest.subarray(end);
  }
  return found;
}

function broken(): VarcoError {
  return new VarcoError("card.certificate", { reason: "it is not built like a certificate" });
}
