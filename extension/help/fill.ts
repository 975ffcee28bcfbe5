import type { Issuer, Link } from "../issuers/issuer";
import type { Language } from "../issuers/language";

/** A part of a filled text: words, or a link to a telephone number or a page. */
export type Piece = string | Link;

const VALUES = {
  body: ({ body }, language) => body[language],
  card: ({ card }, language) => card[language],
  reader: ({ reader }) => reader,
  helpLine: ({ helpLine }) => helpLine && { text: helpLine.number, href: helpLine.tel },
  helpLineAsks: ({ helpLine }, language) => helpLine && helpLine.asks[language],
  helpLineAsksForTrouble: ({ helpLine }, language) => helpLine && helpLine.asksForTrouble[language],
  activationPlace: ({ places }, language) => places.activation[language],
  newCodesPlace: ({ places }, language) => places.newCodes[language],
  duplicatePlace: ({ places }, language) => places.duplicate[language],
  pinMin: ({ codes }) => String(codes.pin.min),
  pinMax: ({ codes }) => String(codes.pin.max),
  pinTries: ({ codes }) => String(codes.pin.tries),
  pukDigits: ({ codes }) => String(codes.puk.digits),
  pukTries: ({ codes }) => String(codes.puk.tries),
  identification: ({ codes }) => codes.identification,
  secondHalfComes: ({ codes }, language) => codes.secondHalf && codes.secondHalf[language],
  codeCard: ({ codeCard }) => codeCard,
  exemptionCard: ({ exemptionCard }) => exemptionCard,
  healthRecord: ({ healthRecord }) => healthRecord && healthRecord.name,
  healthRecordPage: ({ healthRecord }) => healthRecord && healthRecord.forParents,
  spidPage: ({ spid }) => spid,
} satisfies Record<string, (issuer: Issuer, language: Language) => Piece | null>;

/** Names that texts may hold in braces. */
export const PLACEHOLDERS: readonly string[] = Object.keys(VALUES);

const BY_NAME: ReadonlyMap<string, (issuer: Issuer, language: Language) => Piece | null> = new Map(
  Object.entries(VALUES),
);

/**
 * Fills `{name}` in a text from the issuer's data. Throws `Error` if the name does not exist or the issuer has no value
 * for it: such a sentence needs a condition. A test checks all texts, issuers and languages.
 */
export function fillText(text: string, issuer: Issuer, language: Language): readonly Piece[] {
  return text
    .split(/(\{\w+\})/)
    .filter((part) => part !== "")
    .map((part) => {
      if (!part.startsWith("{")) return part;
      const piece = BY_NAME.get(part.slice(1, -1))?.(issuer, language) ?? null;
      if (piece === null) throw new Error(`${issuer.id} has nothing for ${part} in: ${text}`);
      return piece;
    });
}

/** Filled text without links. */
export function asPlainText(pieces: readonly Piece[]): string {
  return pieces.map((piece) => (typeof piece === "string" ? piece : piece.text)).join("");
}
