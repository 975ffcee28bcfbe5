import { VarcoError } from "../../shared/errors";
import { log } from "../log";
import type { ReadersState, ReaderState } from "../readers/readers";
import { preferContacts } from "./dual-readers";

/**
 * Chooses the reader: the named one, or the only one that holds a card. Cards that by their ATR cannot be a CNS, slots
 * that call themselves full though nothing in them answers (those for a SAM), and the radio of a reader that has the
 * card in its slot do not count, unless there is nothing else. Throws `reader.service`, `reader.not-allowed`,
 * `reader.none`, `reader.gone`, `card.none`, `card.choose`.
 */
export function chooseReader(
  state: ReadersState,
  name: string | undefined,
  mayBeCns: (atr: Uint8Array) => boolean,
): ReaderState {
  if (!state.service) throw new VarcoError(state.problem ?? "reader.service");
  if (state.readers.length === 0) throw new VarcoError("reader.none");
  if (name !== undefined) {
    const reader = state.readers.find((candidate) => candidate.name === name);
    if (!reader) throw new VarcoError("reader.gone");
    if (!reader.card) throw new VarcoError("card.none");
    return reader;
  }
  const full = state.readers.filter(({ card }) => card);
  const fitting = fittingReaders(full, mayBeCns);
  const awake = full.filter(({ card }) => card && card.atr.length > 0);
  const candidates = [fitting, awake, full].find(({ length }) => length > 0) ?? [];
  const [first, ...others] = preferContacts(candidates);
  if (!first) throw new VarcoError("card.none");
  if (others.length > 0)
    throw new VarcoError("card.choose", { readers: [first, ...others].map((reader) => reader.name).join(", ") });
  if (candidates.length > 1) log.note(`taking the card in the slot (${first.name}), not the one read by radio`);
  return first;
}

/** The readers without the radio of a device that has a card in its slot, where either of them may be a CNS. */
export function withoutRadios(
  readers: readonly ReaderState[],
  mayBeCns: (atr: Uint8Array) => boolean,
): readonly ReaderState[] {
  const fitting = fittingReaders(readers, mayBeCns);
  const preferred = preferContacts(fitting);
  return readers.filter((reader) => !fitting.includes(reader) || preferred.includes(reader));
}

function fittingReaders(
  readers: readonly ReaderState[],
  mayBeCns: (atr: Uint8Array) => boolean,
): readonly ReaderState[] {
  return readers.filter(({ card, through }) => card && (through !== undefined || mayBeCns(card.atr)));
}
