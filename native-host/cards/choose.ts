import { VarcoError } from "../../shared/errors";
import type { ReadersState, ReaderState } from "../readers/readers";

/**
 * Chooses the reader: the named one, or the only one that holds a card.
 * Throws `reader.service`, `reader.not-allowed`, `reader.none`, `reader.gone`, `card.none`, `card.choose`.
 */
export function chooseReader(state: ReadersState, name?: string): ReaderState {
  if (!state.service) throw new VarcoError(state.problem ?? "reader.service");
  if (state.readers.length === 0) throw new VarcoError("reader.none");
  if (name !== undefined) {
    const reader = state.readers.find((candidate) => candidate.name === name);
    if (!reader) throw new VarcoError("reader.gone");
    if (!reader.card) throw new VarcoError("card.none");
    return reader;
  }
  const [first, ...others] = state.readers.filter((reader) => reader.card);
  if (!first) throw new VarcoError("card.none");
  if (others.length > 0)
    throw new VarcoError("card.choose", { readers: [first, ...others].map((reader) => reader.name).join(", ") });
  return first;
}
