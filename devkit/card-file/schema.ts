import * as v from "valibot";
import { isPin, isPuk } from "../../shared/pin-rules";
import { SUBJECT_FORMS } from "../pki/card-certificate";
import { ADA } from "../pki/people";
import { DEMO_PIN, DEMO_PUK } from "../stage/card";
import { birthOf, checkLetter, CODICE_FISCALE } from "./codice-fiscale";

const DAY = 24 * 3600 * 1000;
/** A century: X.509 and people alike need no more. */
const DAYS_AWAY = 36_500;
const PIN_TRIES = 3;
const PUK_TRIES = 10;

/** What is wrong with an object of these keys. */
const keysOf = (entries: v.ObjectEntries) => {
  const keys = Object.keys(entries).join(", ");
  return ({ expected }: v.StrictObjectIssue) =>
    expected === "never"
      ? `is not known here. Write any of: ${keys}.`
      : `is not an object. Write { … } with any of: ${keys}.`;
};

const oneOf = <const T extends readonly [string | number, ...(string | number)[]]>(values: T) =>
  v.picklist(values, `is not known. Write one of: ${values.map((value) => JSON.stringify(value)).join(", ")}.`);

const tries = (most: number) => {
  const message = `is not a number of tries. Write 0 (blocked) to ${most}.`;
  return v.optional(v.pipe(v.number(message), v.integer(message), v.minValue(0, message), v.maxValue(most, message)));
};

const NAME = "is not a name that fits on a card. Write 1 to 64 characters of Latin-1, best in capitals.";
const name = v.pipe(v.string(NAME), v.regex(/^[\x20-\x7e\xa0-\xff]{1,64}$/, NAME));

const CODE = `is not a codice fiscale. Write 16 characters such as "${ADA.codiceFiscale}".`;
const codiceFiscale = v.pipe(
  v.string(CODE),
  v.toUpperCase(),
  v.regex(CODICE_FISCALE, CODE),
  v.check(
    (code) => birthOf(code) !== null,
    "holds a day of birth that does not exist. Characters 7 to 11 are year, month and day.",
  ),
  v.check(
    (code) => code.endsWith(checkLetter(code)),
    ({ input }) => `ends with the wrong letter. Write "${input.slice(0, 15)}${checkLetter(input)}".`,
  ),
);

const DATE = 'is not a date. Write a day such as "2030-12-31", or a number of days from today such as -10.';
const date = v.pipe(
  v.unknown(),
  v.rawTransform(({ dataset: { value }, addIssue, NEVER }) => {
    const found = dateOf(value);
    if (found !== null) return found;
    addIssue({ message: DATE });
    return NEVER;
  }),
);

function dateOf(value: unknown): Date | null {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)) {
    const day = new Date(value);
    // Some engines read 31 February as a day in March.
    return Number.isNaN(day.getTime()) || !day.toISOString().startsWith(value) ? null : day;
  }
  if (typeof value !== "number" || !Number.isInteger(value) || Math.abs(value) > DAYS_AWAY) return null;
  return new Date(Math.floor((Date.now() + value * DAY) / 1000) * 1000);
}

const holder = {
  surname: v.optional(name, ADA.surname),
  givenName: v.optional(name, ADA.givenName),
  codiceFiscale: v.optional(codiceFiscale, ADA.codiceFiscale),
};
const certificate = {
  subject: v.optional(oneOf(SUBJECT_FORMS), "cns"),
  validFrom: v.optional(date, -10),
  validUntil: v.optional(date, 365),
  issuer: v.optional(oneOf(["test", "foreign"]), "test"),
  keySize: v.optional(oneOf([1024, 2048]), 2048),
};
const PIN = "is not a PIN. Write 5 to 8 digits in quotation marks.";
const pin = { code: v.optional(v.pipe(v.string(PIN), v.check(isPin, PIN)), DEMO_PIN), triesLeft: tries(PIN_TRIES) };
const PUK = "is not a PUK. Write 8 digits in quotation marks.";
const puk = { code: v.optional(v.pipe(v.string(PUK), v.check(isPuk, PUK)), DEMO_PUK), triesLeft: tries(PUK_TRIES) };
const NUMBER = "is not a card number. Write 16 digits in quotation marks.";
const card = {
  holder: v.optional(v.strictObject(holder, keysOf(holder)), {}),
  cardNumber: v.optional(v.pipe(v.string(NUMBER), v.regex(/^\d{16}$/, NUMBER)), ADA.cardNumber),
  certificate: v.optional(
    v.pipe(
      v.strictObject(certificate, keysOf(certificate)),
      v.check(
        ({ validFrom, validUntil }) => validFrom < validUntil,
        "ends before it begins. Write a validUntil that is later than validFrom.",
      ),
    ),
    {},
  ),
  /** Whether the certificate is on the card. */
  activated: v.optional(v.boolean("is neither true nor false. Write one of them."), true),
  pin: v.optional(v.strictObject(pin, keysOf(pin)), {}),
  puk: v.optional(v.strictObject(puk, keysOf(puk)), {}),
};

/** What a card file may say of a virtual card. Everything may be left out: then it is the demo card. */
export const cardFile = v.strictObject(card, keysOf(card));

export type CardFileInput = v.InferInput<typeof cardFile>;
export type CardFile = v.InferOutput<typeof cardFile>;
