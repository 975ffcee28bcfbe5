import type { ErrorValue } from "../../../shared/errors";
import type { CardsState, ReadyCard } from "../../../shared/messages";
import { toldPinTries } from "../../../shared/told-tries";
import { blockedPin } from "../blocked-pin";

/** A card that the person can log in with. */
export interface UsableCard {
  readonly reader: string;
  /** Whether the person types the PIN on the reader. */
  readonly keypad: boolean;
  /** The program of the card's maker through which it is used; missing where Varco drives the card itself. */
  readonly through?: string;
  readonly card: ReadyCard;
}

/** Summary of readers and cards before a login. */
export interface CardsSummary {
  /** What the page waits for: word from the host, or a card that is being read. */
  readonly waiting: "searching" | "reading" | null;
  readonly usable: readonly UsableCard[];
  /** Why there is no card, or why the cards cannot be used. */
  readonly problems: readonly { readonly reader: string | null; readonly error: ErrorValue }[];
}

/** Sums up readers and cards. An empty reader matters only when no reader has a card. */
export function summarise(cards: CardsState | null): CardsSummary {
  if (cards === null) return { waiting: "searching", usable: [], problems: [] };
  if (!cards.service) return problem(cards.problem ?? "reader.service");
  if (cards.readers.length === 0) return problem("reader.none");
  if (cards.readers.every(({ card }) => card === null)) return problem("card.none");
  const usable: UsableCard[] = [];
  const problems: { reader: string; error: ErrorValue }[] = [];
  for (const { name: reader, keypad, through, card } of cards.readers) {
    if (card?.status === "unusable") problems.push({ reader, error: card.error });
    if (card?.status !== "ready") continue;
    if (isBlocked(card)) problems.push({ reader, error: blockedPin(through) });
    else usable.push({ reader, keypad, ...(through !== undefined && { through }), card });
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

/** A key that changes with each card that is put in. */
export function cardKey({ reader, card }: UsableCard): string {
  return JSON.stringify([reader, card.insertion]);
}

/** Warnings before the PIN is typed. None of them stops the login. `issuers` empty: the portal accepts any. */
export function warningsFor({ card }: UsableCard, issuers: readonly string[], host: string): readonly ErrorValue[] {
  const accepted = issuers.length === 0 || issuers.includes(card.certificate.issuer);
  return accepted ? card.warnings : [...card.warnings, { code: "server.issuer-not-accepted", details: { host } }];
}

/** PIN tries left as far as known; null: the card does not say. The last refusal may know more than the card. */
export function triesLeft({ card }: UsableCard, refused: ErrorValue | null): number | null {
  const told = refused === null ? null : toldPinTries(refused);
  const known = [card.pin.triesLeft, told?.triesLeft].filter((tries) => typeof tries === "number");
  return known.length === 0 ? null : Math.min(...known);
}
