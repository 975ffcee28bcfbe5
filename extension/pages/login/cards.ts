import type { ErrorValue } from "../../../shared/errors";
import type { CardsState, ReadyCard } from "../../../shared/messages";

/** A card that the person can log in with. */
export interface UsableCard {
  readonly reader: string;
  /** Whether the person types the PIN on the reader. */
  readonly keypad: boolean;
  readonly card: ReadyCard;
}

/** What there is to say about the readers before a login. */
export interface CardsSummary {
  /** Not known yet, or a card is being read. */
  readonly waiting: "searching" | "reading" | null;
  readonly usable: readonly UsableCard[];
  /** Why there is no card, or why those that are there cannot be used. */
  readonly problems: readonly { readonly reader: string | null; readonly error: ErrorValue }[];
}

/** Sums up the state of readers and cards; an empty reader matters only when no reader has a card. */
export function summarise(cards: CardsState | null): CardsSummary {
  if (cards === null) return { waiting: "searching", usable: [], problems: [] };
  if (!cards.service) return problem(cards.problem ?? "reader.service");
  if (cards.readers.length === 0) return problem("reader.none");
  if (cards.readers.every(({ card }) => card === null)) return problem("card.none");
  const usable: UsableCard[] = [];
  const problems: { reader: string; error: ErrorValue }[] = [];
  for (const { name: reader, keypad, card } of cards.readers) {
    if (card?.status === "unusable") problems.push({ reader, error: card.error });
    if (card?.status !== "ready") continue;
    if (isBlocked(card)) problems.push({ reader, error: { code: "pin.blocked", details: {} } });
    else usable.push({ reader, keypad, card });
  }
  const reading = cards.readers.some(({ card }) => card?.status === "reading");
  return { waiting: reading ? "reading" : null, usable, problems };
}

function problem(code: "reader.service" | "reader.not-allowed" | "reader.none" | "card.none"): CardsSummary {
  return { waiting: null, usable: [], problems: [{ reader: null, error: { code, details: {} } }] };
}

function isBlocked({ pin }: ReadyCard): boolean {
  return pin.blocked || pin.triesLeft === 0;
}

/** Changes whenever another card is in the reader. */
export function cardKey({ reader, card }: UsableCard): string {
  return JSON.stringify([reader, card.certificate.subject, card.certificate.notBefore]);
}

/** What is to be said before the PIN is typed; none of it forbids to go on. `issuers` empty: the portal takes any. */
export function warningsFor({ card }: UsableCard, issuers: readonly string[], host: string): readonly ErrorValue[] {
  const accepted = issuers.length === 0 || issuers.includes(card.certificate.issuer);
  return accepted ? card.warnings : [...card.warnings, { code: "server.issuer-not-accepted", details: { host } }];
}

/** PIN tries that are known to be left, null when the card does not say; the refusal of the last PIN may know more than the card. */
export function triesLeft({ card }: UsableCard, refused: ErrorValue | null): number | null {
  const told = refused?.code === "pin.wrong" ? refused.details["triesLeft"] : null;
  const known = [card.pin.triesLeft, told].filter((tries) => typeof tries === "number");
  return known.length === 0 ? null : Math.min(...known);
}
