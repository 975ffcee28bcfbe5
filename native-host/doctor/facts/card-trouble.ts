import type { ErrorCode, ErrorValue } from "../../../shared/errors";
import type { Waiting } from "../check";
import type { CheckId } from "../outcomes";
import type { Patient } from "../patient";
import { bestOf, type SeenCard } from "./cards";

/** The checks on the way to a card that can be used, in the order in which one shuts the way to the next. */
const WAY = [
  "service.installed",
  "service.running",
  "service.allowed",
  "reader.present",
  "card.present",
  "card.free",
  "card.contact",
  "card.known",
  "card.activated",
  "card.dates",
  "card.pin",
] as const satisfies readonly CheckId[];
type OnTheWay = (typeof WAY)[number];

/** Which check tells of an error in reading a card. Every other error is for `card.known`. */
const TOLD_BY: Readonly<Partial<Record<ErrorCode, OnTheWay>>> = {
  "reader.service": "service.running",
  "reader.not-allowed": "service.allowed",
  "reader.none": "reader.present",
  "reader.gone": "reader.present",
  "card.none": "card.present",
  "card.removed": "card.present",
  "card.mute": "card.present",
  "card.busy": "card.free",
  "card.contactless": "card.contact",
  "card.not-activated": "card.activated",
};

/** What shuts the way, and where; null: nothing does. */
export interface CardTrouble {
  readonly at: OnTheWay;
  readonly error: ErrorValue;
}

/** The first thing that keeps a login from the card. */
export async function cardTrouble(patient: Patient): Promise<CardTrouble | null> {
  const { service, problem, readers, cards } = await patient.cards();
  if (!service) return troubleOf(problem ?? "reader.service");
  if (readers.length === 0) return troubleOf("reader.none");
  const card = bestOf(cards);
  if (card === null) return troubleOf("card.none");
  if (card.view.status === "reading") return troubleOf("card.busy");
  if (card.view.status === "ready") return null;
  const { error } = card.view;
  return { at: TOLD_BY[error.code] ?? "card.known", error };
}

function troubleOf(code: ErrorCode): CardTrouble {
  return { at: TOLD_BY[code] ?? "card.known", error: { code, details: {} } };
}

/**
 * How far the way is open for a check on it: `trouble` of this very check, or the check to wait for, or the card to go
 * on with (null for the checks before there is one).
 */
export async function lookOnTheWay(
  patient: Patient,
  here: OnTheWay,
): Promise<
  | Waiting
  | { readonly trouble: ErrorValue; readonly card: SeenCard | null }
  | { readonly trouble: null; readonly card: SeenCard | null }
> {
  const found = await cardTrouble(patient);
  const card = bestOf((await patient.cards()).cards);
  if (found === null || WAY.indexOf(found.at) > WAY.indexOf(here)) return { trouble: null, card };
  return found.at === here ? { trouble: found.error, card } : { waitsFor: found.at };
}
