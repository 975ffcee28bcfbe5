import type { ErrorValue } from "../../../shared/errors";
import type { CardPageView, ReaderView } from "../../card/view";

/** How many errors the report names. */
const KEPT = 10;

/** The errors of a view: the help line may ask for them. */
export function errorsIn(view: CardPageView): readonly ErrorValue[] {
  if (view.name === "failed") return [view.error];
  return view.name === "ready" ? [...(view.problem ? [view.problem] : []), ...view.readers.flatMap(errorsOf)] : [];
}

/** Adds the errors that are new in a view to those seen before, the latest last. */
export function seenErrors(
  seen: readonly ErrorValue[],
  before: CardPageView,
  view: CardPageView,
): readonly ErrorValue[] {
  const known = new Set(errorsIn(before).map(key));
  return [...seen, ...errorsIn(view).filter((error) => !known.has(key(error)))].slice(-KEPT);
}

function errorsOf({ card, work }: ReaderView): readonly ErrorValue[] {
  const errors: ErrorValue[] = [];
  if (card?.status === "unusable") errors.push(card.error);
  if (card?.status === "ready") errors.push(...card.warnings);
  if (card?.status === "ready" && card.details.state === "failed") errors.push(card.details.error);
  if (work?.state === "failed") errors.push(work.error);
  return errors;
}

function key(error: ErrorValue): string {
  return JSON.stringify([error.code, error.details]);
}
