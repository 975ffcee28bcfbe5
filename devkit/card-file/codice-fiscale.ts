/**
 * The codice fiscale (D.M. 12 March 1974): 16 characters. Letters stand for digits where two people would have the same
 * code (omocodia, art. 6).
 */
export const CODICE_FISCALE = /^[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]$/;

const CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/** Values of the characters in odd places, counted from 1, in the order of `CHARACTERS`. In even places: 0 to 25. */
const IN_ODD_PLACES = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22,
  25, 24, 23,
];

/** The last letter, which follows from the 15 characters before it. */
export function checkLetter(code: string): string {
  const sum = Array.from(code.slice(0, 15)).reduce((total, character, index) => {
    const position = CHARACTERS.indexOf(character);
    return total + (index % 2 === 0 ? (IN_ODD_PLACES[position] ?? 0) : position < 10 ? position : position - 10);
  }, 0);
  return String.fromCharCode("A".charCodeAt(0) + (sum % 26));
}

const MONTHS = "ABCDEHLMPRST";
/** The letters of omocodia, for 0 to 9. */
const DIGITS = "LMNPQRSTUV";

export interface Birth {
  /** DDMMYYYY, as on the card. */
  readonly birthDate: string;
  readonly sex: "F" | "M";
}

/** Day of birth and sex in the code; null: there is no such day. Of two centuries it takes the one before `now`. */
export function birthOf(code: string, now = new Date()): Birth | null {
  const number = (from: number) => Number(digitOf(code.charAt(from)) + digitOf(code.charAt(from + 1)));
  const [twoDigits, day] = [number(6), number(9)];
  const month = MONTHS.indexOf(code.charAt(8)) + 1;
  const thisCentury = Math.floor(now.getUTCFullYear() / 100) * 100;
  const year = (twoDigits > now.getUTCFullYear() - thisCentury ? thisCentury - 100 : thisCentury) + twoDigits;
  const dayOfMonth = day > 40 ? day - 40 : day;
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (date.getUTCDate() !== dayOfMonth || date.getUTCMonth() !== month - 1) return null;
  const text = (value: number) => String(value).padStart(2, "0");
  return { birthDate: `${text(dayOfMonth)}${text(month)}${year}`, sex: day > 40 ? "F" : "M" };
}

function digitOf(character: string): string {
  const letter = DIGITS.indexOf(character);
  return letter < 0 ? character : String(letter);
}
