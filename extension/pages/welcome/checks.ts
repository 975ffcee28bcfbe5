import { policyOf } from "../../../shared/error-policy";
import type { ErrorCode, ErrorValue } from "../../../shared/errors";
import type { CardPageView, InsertedCard, Program, ReaderView } from "../../card/view";
import { blockedPin } from "../blocked-pin";
import { isBlocked } from "../card/possible";
import { isDead, isLastTry } from "../card/standing";

/** How one of the three checks stands. `later`: it has to wait until the one above it is good. */
export type Check<Found> =
  | { readonly state: "later" | "waiting" }
  | { readonly state: "good"; readonly found: Found }
  | { readonly state: "problem"; readonly errors: readonly ErrorValue[] };

/** The inserted cards that are fit for a login, and what the person has to know about them. */
export interface FitCards {
  readonly holders: readonly string[];
  readonly warnings: readonly ErrorValue[];
  /** One more wrong PIN blocks the PIN of one of them. */
  readonly lastTry: boolean;
}

/** What a login needs. */
export interface Checks {
  readonly host: Check<Program>;
  /** Names of the readers. */
  readonly reader: Check<readonly string[]>;
  readonly card: Check<FitCards>;
}

const LATER = { state: "later" } as const;

/**
 * The three checks. `failed`: why the host did not answer the last time. It stays while Varco looks for the host again.
 */
export function checksOf(view: CardPageView, failed: ErrorValue | null): Checks {
  switch (view.name) {
    case "starting":
      return {
        host: failed ? { state: "problem", errors: [failed] } : { state: "waiting" },
        reader: LATER,
        card: LATER,
      };
    case "failed":
      return { host: { state: "problem", errors: [view.error] }, reader: LATER, card: LATER };
    case "ready": {
      const host = { state: "good", found: view.program } as const;
      if (view.problem) return { host, reader: { state: "problem", errors: [view.problem] }, card: LATER };
      return {
        host,
        reader: { state: "good", found: view.readers.map(({ name }) => name) },
        card: cardCheck(view.readers),
      };
    }
  }
}

function cardCheck(readers: readonly ReaderView[]): Checks["card"] {
  const inserted = readers.flatMap(({ card }) => (card === null ? [] : [card]));
  const ready = readers.flatMap(({ card, through }) => (card?.status === "ready" ? [{ card, through }] : []));
  const fit = ready.filter(({ card, through }) => troublesOf(card, through).length === 0).map(({ card }) => card);
  if (fit.length > 0)
    return {
      state: "good",
      found: {
        holders: fit.map(({ holder }) => holder.name),
        warnings: fit.flatMap(({ warnings }) => warnings),
        lastTry: fit.some(isLastTry),
      },
    };
  if (inserted.length === 0) return problem("card.none");
  if (inserted.some(({ status }) => status === "reading")) return { state: "waiting" };
  return {
    state: "problem",
    errors: readers.flatMap(({ card, through }) => {
      if (card?.status === "unusable") return [card.error];
      return card?.status === "ready" ? troublesOf(card, through) : [];
    }),
  };
}

/** Why a card that Varco can use is not fit for a login. Other warnings leave it fit. */
function troublesOf(card: InsertedCard, through: string | undefined): readonly ErrorValue[] {
  // The PUK of a dead card unblocks nothing: the advice for a blocked PIN would be wrong.
  if (isDead(card)) return [{ code: "puk.blocked", details: {} }];
  const { pin, warnings, details } = card;
  return [
    ...(isBlocked(pin) ? [blockedPin(through)] : []),
    ...warnings.filter(({ code }) => policyOf(code).card === "out-of-time"),
    ...(details.state === "failed" && policyOf(details.error.code).card === "silent" ? [details.error] : []),
  ];
}

function problem(code: ErrorCode): { readonly state: "problem"; readonly errors: readonly ErrorValue[] } {
  return { state: "problem", errors: [{ code, details: {} }] };
}

/** Whether the person can log in. */
export function allGood({ host, reader, card }: Checks): boolean {
  return [host, reader, card].every(({ state }) => state === "good");
}
