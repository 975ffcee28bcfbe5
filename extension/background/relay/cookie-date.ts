const DELIMITER = /[\x09\x20-\x2f\x3b-\x40\x5b-\x60\x7b-\x7e]+/;
const TIME = /^(\d{1,2}):(\d{1,2}):(\d{1,2})(?!\d)/;
const DAY = /^(\d{1,2})(?!\d)/;
const YEAR = /^(\d{2,4})(?!\d)/;
const MONTHS: readonly string[] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The date of a cookie's `Expires`, in milliseconds since 1970; null for a value that browsers ignore, such as `0` and
 * `-1`. RFC 6265 §5.1.1, whose order of tries for each token matters.
 */
export function parseCookieDate(text: string): number | null {
  let time: readonly number[] | null = null;
  let day: number | null = null;
  let month: number | null = null;
  let year: number | null = null;
  for (const token of text.split(DELIMITER)) {
    const clock: readonly number[] | undefined = TIME.exec(token)?.slice(1).map(Number);
    const named = MONTHS.indexOf(token.slice(0, 3).toLowerCase());
    const days = DAY.exec(token)?.[1];
    const years = YEAR.exec(token)?.[1];
    if (time === null && clock !== undefined) time = clock;
    else if (day === null && days !== undefined) day = Number(days);
    else if (month === null && named >= 0) month = named;
    else if (year === null && years !== undefined) year = fullYear(Number(years));
  }
  if (time === null || day === null || month === null || year === null) return null;
  const [hours = 0, minutes = 0, seconds = 0] = time;
  if (day < 1 || day > 31 || year < 1601 || hours > 23 || minutes > 59 || seconds > 59) return null;
  const date = Date.UTC(year, month, day, hours, minutes, seconds);
  // The engine takes 31 February for 3 March.
  return new Date(date).getUTCDate() === day ? date : null;
}

function fullYear(year: number): number {
  if (year >= 70 && year <= 99) return year + 1900;
  return year <= 69 ? year + 2000 : year;
}
