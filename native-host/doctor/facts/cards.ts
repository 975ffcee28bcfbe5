import type { ErrorCode } from "../../../shared/errors";
import type { CardView, ReadyCard } from "../../../shared/messages";
import type { CardMonitor } from "../../cards/monitor";
import type { CardSource, ReadersState } from "../../readers/readers";

/** A card in a reader, once everything that can be read of it was read. */
export interface SeenCard {
  readonly reader: string;
  readonly view: CardView;
  /** The program of its maker through which it is used. */
  readonly through: string | null;
}

/** The smart-card service, the readers, the cards. */
export interface CardsSeen {
  readonly service: boolean;
  /** Why `service` is false. */
  readonly problem: ReadersState["problem"] | null;
  /** Names of the readers. */
  readonly readers: readonly string[];
  readonly cards: readonly SeenCard[];
}

/** Milliseconds for reading the cards. A busy one is told as such after a few seconds. */
const PATIENCE = 20_000;

/** Opens the readers and waits until all cards are read. Spends no try. */
export async function lookAtCards({
  readers,
  monitor,
}: {
  readonly readers: CardSource;
  readonly monitor: CardMonitor;
}): Promise<CardsSeen> {
  await readers.ready();
  await untilRead(monitor);
  const { service, problem } = readers.state();
  const shown = monitor.state().readers;
  return {
    service,
    problem: problem ?? (service ? null : "reader.service"),
    readers: shown.map(({ name }) => name),
    cards: shown.flatMap(({ name, card, through }) =>
      card === null ? [] : [{ reader: name, view: card, through: through ?? null }],
    ),
  };
}

function untilRead(monitor: CardMonitor): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!monitor.state().readers.some(({ card }) => card?.status === "reading")) done();
    };
    const stop = monitor.watch(look);
    const timer = setTimeout(() => done(), PATIENCE);
    const done = () => {
      stop();
      clearTimeout(timer);
      resolve();
    };
    look();
  });
}

/** The card that a login would use: one that can be used, else one that might have been. null: there is no card. */
export function bestOf(cards: readonly SeenCard[]): SeenCard | null {
  return cards.find(({ view }) => view.status === "ready") ?? cards.find(isOfInterest) ?? cards[0] ?? null;
}

const OTHERS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["card.not-cns", "card.mute"]);

function isOfInterest({ view }: SeenCard): boolean {
  return view.status !== "unusable" || !OTHERS.has(view.error.code);
}

/** The card, if it can be used. */
export function readyCard({ view }: SeenCard): ReadyCard | null {
  return view.status === "ready" ? view : null;
}
