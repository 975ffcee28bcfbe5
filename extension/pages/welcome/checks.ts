import type { ErrorCode, ErrorValue } from "../../../shared/errors";
import type { CardPageView, Program, ReaderView } from "../../card/view";
import { summarise } from "../login/cards";

/** How one of the three checks stands. `later`: it cannot be made before the one above it is good. */
export type Check<Found> =
  | { readonly state: "later" | "waiting" }
  | { readonly state: "good"; readonly found: Found }
  | { readonly state: "problem"; readonly errors: readonly ErrorValue[] };

/** What a login needs. */
export interface Checks {
  readonly host: Check<Program>;
  /** Names of the readers. */
  readonly reader: Check<readonly string[]>;
  /** Holders of the cards that can be used and are within their time, and what is to be said of these. */
  readonly card: Check<{ readonly holders: readonly string[]; readonly warnings: readonly ErrorValue[] }>;
}

const LATER = { state: "later" } as const;

/** With these a portal will probably refuse the card: there is something to be done first. Other warnings leave it good. */
const OUT_OF_TIME: readonly ErrorCode[] = ["certificate.expired", "certificate.not-yet-valid"];

/** The three checks. `failed`: why the host did not answer the last time; it stands while the host is looked for again. */
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
  const { waiting, usable, problems } = summarise({ service: true, readers: [...readers] });
  const cards = usable.map(({ card }) => card);
  const isOutOfTime = ({ code }: ErrorValue) => OUT_OF_TIME.includes(code);
  const fit = cards.filter(({ warnings }) => !warnings.some(isOutOfTime));
  if (fit.length > 0)
    return {
      state: "good",
      found: { holders: fit.map(({ holder }) => holder.name), warnings: fit.flatMap(({ warnings }) => warnings) },
    };
  if (waiting !== null) return { state: "waiting" };
  return {
    state: "problem",
    errors: [...problems.map(({ error }) => error), ...cards.flatMap(({ warnings }) => warnings.filter(isOutOfTime))],
  };
}

/** Whether there is all that a login needs. */
export function allGood({ host, reader, card }: Checks): boolean {
  return [host, reader, card].every(({ state }) => state === "good");
}
