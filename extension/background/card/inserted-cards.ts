import type { ErrorValue } from "../../../shared/errors";
import type { CardsState, ReadyCard } from "../../../shared/messages";
import { toldTries } from "../../../shared/told-tries";
import type { CardDetails, CodeState, InsertedCard } from "../../card/view";

export interface Codes {
  readonly pin: CodeState;
  readonly puk: CodeState;
}

/** The latest news of the codes. null: none yet. */
interface Heard {
  readonly pin: CodeState;
  readonly puk: CodeState | null;
}

interface Known {
  readonly insertion: string;
  /** As the host told it last. */
  card: ReadyCard;
  codes: Heard;
  details: CardDetails;
}

/** The usable cards in the readers. Each card has a name of its own until it is pulled out. */
export class InsertedCards {
  readonly #known = new Map<string, Known>();

  /** Takes the state that the host tells. null: there is no host. Returns the readers with a new card. */
  update(state: CardsState | null): string[] {
    const ready = new Map(
      (state?.readers ?? []).flatMap(({ name, card }) => (card?.status === "ready" ? [[name, card] as const] : [])),
    );
    for (const [reader, { card }] of this.#known) {
      const now = ready.get(reader);
      if (!now || identity(now) !== identity(card)) this.#known.delete(reader);
    }
    const fresh: string[] = [];
    for (const [reader, card] of ready) {
      const known = this.#known.get(reader);
      if (!known) fresh.push(reader);
      this.#known.set(reader, known ? renewed(known, card) : firstSeen(card));
    }
    return fresh;
  }

  /** The usable card in a reader. null: there is none. */
  get(reader: string): InsertedCard | null {
    const known = this.#known.get(reader);
    return known ? { ...known.card, ...known.codes, insertion: known.insertion, details: known.details } : null;
  }

  /** Takes note of the card's own answer, unless the card has gone meanwhile. */
  learnDetails(reader: string, insertion: string, details: CardDetails, codes: Partial<Codes> = {}): void {
    const known = this.#of(reader, insertion);
    if (!known) return;
    known.details = details;
    known.codes = { pin: better(codes.pin, known.codes.pin), puk: better(codes.puk, known.codes.puk) };
  }

  /** Takes note of the tries that the codes have. */
  learnCodes(reader: string, insertion: string, codes: Partial<Codes>): void {
    const known = this.#of(reader, insertion);
    if (known) known.codes = { ...known.codes, ...codes };
  }

  /** Takes note of the tries that an error tells. */
  learnFailure(reader: string, insertion: string, error: ErrorValue): void {
    const told = toldTries(error);
    if (told) this.learnCodes(reader, insertion, { [told.of]: told.state });
  }

  #of(reader: string, insertion: string): Known | null {
    const known = this.#known.get(reader);
    return known?.insertion === insertion ? known : null;
  }
}

/** The same for a card that was pulled out and put in again. */
export function identity({ certificate: { subject, issuer, notBefore } }: Pick<ReadyCard, "certificate">): string {
  return JSON.stringify([subject, issuer, notBefore]);
}

function firstSeen(card: ReadyCard): Known {
  return { insertion: crypto.randomUUID(), card, codes: { pin: card.pin, puk: null }, details: { state: "reading" } };
}

/** A changed PIN state of the host counts. One that the host only repeats may be older than the latest refusal. */
function renewed(known: Known, card: ReadyCard): Known {
  const { triesLeft, blocked } = known.card.pin;
  const repeats = card.pin.triesLeft === triesLeft && card.pin.blocked === blocked;
  return { ...known, card, codes: repeats ? known.codes : { ...known.codes, pin: card.pin } };
}

/**
 * Some cards tell their counters only with a refusal. A later answer without a counter does not replace the known one.
 */
function better<H extends CodeState | null>(asked: CodeState | undefined, heard: H): CodeState | H {
  return asked === undefined || (heard !== null && asked.triesLeft === null && !asked.blocked) ? heard : asked;
}
