import { language } from "../i18n";

const DAY = 86_400_000;
/** A certificate expires soon when it has this many days left. */
const SOON = 60;
const DAYS_OF_A_MONTH = 365.25 / 12;
/** From this many months on, the page counts in years. */
const YEARS_FROM = 24;

/** Where today lies in the validity of a certificate. `days` counts as a calendar does: 0 is today. */
export type Validity =
  | { readonly state: "not-yet-valid" | "expired" }
  | { readonly state: "soon"; readonly days: number }
  | { readonly state: "valid"; readonly months: number };

/** The validity by the dates of the certificate (ISO 8601). null: one of them is not a date. */
export function validityOf(
  { notBefore, notAfter }: { readonly notBefore: string; readonly notAfter: string },
  now: Date,
): Validity | null {
  const [from, to] = [new Date(notBefore), new Date(notAfter)];
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return null;
  if (now > to) return { state: "expired" };
  if (now < from) return { state: "not-yet-valid" };
  const days = Math.round((midnight(to) - midnight(now)) / DAY);
  return days <= SOON ? { state: "soon", days } : { state: "valid", months: Math.floor(days / DAYS_OF_A_MONTH) };
}

/** A length of time in words: "14 months", "4 years". */
export function duration(months: number): string {
  const [count, unit] = months < YEARS_FROM ? [months, "month"] : [Math.floor(months / 12), "year"];
  return new Intl.NumberFormat(language(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** A future day in words: "today", "in 12 days". */
export function inDays(days: number): string {
  return new Intl.RelativeTimeFormat(language(), { numeric: "auto" }).format(days, "day");
}

function midnight(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
}
