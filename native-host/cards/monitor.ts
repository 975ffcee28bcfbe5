import { isDeepStrictEqual } from "node:util";
import { toVarcoError, VarcoError } from "../../shared/errors";
import type { CardsState, CardView } from "../../shared/messages";
import { readHolder } from "../card/holder";
import type { LoginCard } from "../card/login-card";
import type { PinState } from "../card/pin";
import type { CardSource, ReaderState, ReadersState } from "../readers/readers";
import { log } from "../log";
import { readPublicKey } from "../rsa/public-key";
import { withoutRadios } from "./choose";
import type { CardDesk } from "./desk";
import { CardReading, type FailedAttempt, type KnownCard, type ReadingTimes } from "./reading";

export type { KnownCard } from "./reading";

/** Watches the readers and reads each card once, at its insertion, so that a login finds the certificate ready. */
export class CardMonitor {
  readonly #readers: CardSource;
  readonly #desk: CardDesk;
  readonly #entries = new Map<string, CardReading>();
  readonly #listeners = new Set<(state: CardsState) => void>();
  readonly #times: Partial<ReadingTimes>;
  readonly #stop: () => void;

  /** `times`: for tests. */
  constructor(readers: CardSource, desk: CardDesk, times: Partial<ReadingTimes> = {}) {
    this.#times = times;
    this.#readers = readers;
    this.#desk = desk;
    this.#stop = readers.watch((state) => this.#changed(state));
    this.#changed(readers.state());
  }

  /** Readers and cards as the extension shows them: one card once. */
  state(): CardsState {
    const { service, problem, readers } = this.#readers.state();
    return {
      service,
      ...(problem && { problem }),
      readers: withoutRadios(readers, (atr) => this.#desk.mayBeCns(atr))
        .filter((reader) => !this.#isDouble(reader, readers))
        .map(({ name, keypad, through, card }) => ({
          name,
          keypad,
          ...(through !== undefined && { through }),
          card: card && this.#view(name),
        })),
    };
  }

  /** Calls back at every change. Returns the function that stops this. */
  watch(changed: (state: CardsState) => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /**
   * The card in the reader, once it is read. Where another program interrupts the reading, this waits a little for a
   * better end. Throws the reason why it cannot be used, or `card.none`.
   */
  async card(reader: string): Promise<KnownCard> {
    const entry = this.#entries.get(reader);
    if (!entry) throw new VarcoError("card.none");
    return entry.card();
  }

  /** Whether the reader holds a card that can be used, or one that may turn out to be such soon. */
  isPromising(reader: string): boolean {
    return this.#entries.get(reader)?.promising ?? false;
  }

  /** Whether people type codes on the reader. Known once its card was read. */
  hasKeypad(reader: string): boolean {
    return this.#readers.state().readers.some(({ name, keypad }) => name === reader && keypad);
  }

  /** Takes note of the tries left that the card told in an operation. */
  learnPin(reader: string, insertion: number, pin: PinState): void {
    const entry = this.#entries.get(reader);
    if (entry?.state.state !== "known" || entry.insertion !== insertion) return;
    entry.learn(pin);
    this.#announce();
  }

  /**
   * Asks the known cards again how many tries are left, since another program may have spent some. If a card does not
   * answer, its last answer stays. `reader`: asks only the card in that reader. `olderThan`: asks only where the last
   * answer is older than so many milliseconds.
   */
  async askTriesAgain({
    reader: only,
    olderThan = 0,
  }: { readonly reader?: string; readonly olderThan?: number } = {}): Promise<void> {
    const heardBefore = performance.now() - olderThan;
    const known = [...this.#entries].flatMap(([reader, { state }]) =>
      state.state === "known" && state.heard <= heardBefore && (only === undefined || reader === only)
        ? [{ reader, ...state.known }]
        : [],
    );
    await Promise.all(
      known.map(async ({ reader, insertion, family }) => {
        try {
          const pin = await this.#desk.operate(reader, (card) => card.triesLeft(), {
            insertion,
            knownFamily: family.id,
          });
          this.learnPin(reader, insertion, pin);
        } catch (thrown) {
          log.failure("asking for the tries left", toVarcoError(thrown));
        }
      }),
    );
  }

  /** Stops watching. A reading that is still under way is neither told nor logged. */
  close(): void {
    this.#stop();
    for (const entry of this.#entries.values()) entry.stop();
    this.#entries.clear();
    this.#listeners.clear();
  }

  #changed({ readers }: ReadersState): void {
    const present = new Map(readers.flatMap(({ name, card }) => (card ? [[name, card.insertion] as const] : [])));
    for (const [name, entry] of this.#entries) {
      if (present.get(name) === entry.insertion) continue;
      entry.stop();
      this.#entries.delete(name);
    }
    for (const [name, insertion] of present) {
      if (this.#entries.has(name)) continue;
      const entry = new CardReading(
        insertion,
        () => this.#attempt(name, insertion),
        () => this.#announce(),
        this.#times,
      );
      this.#entries.set(name, entry);
    }
    this.#announce();
  }

  /**
   * Reads the card. Where other programs share it, their commands may come between ours, and answers may be about a
   * file that they have selected: then only two readings that agree count.
   */
  async #attempt(reader: string, insertion: number): Promise<KnownCard | FailedAttempt> {
    const claim = { alone: true };
    const read = () =>
      this.#desk.operate(reader, (card) => readCard(card, insertion), {
        insertion,
        claimed: (exclusive) => {
          claim.alone = exclusive;
        },
      });
    try {
      const known = await read();
      if (!claim.alone && !isDeepStrictEqual((await read()).der, known.der)) throw new VarcoError("card.busy");
      return known;
    } catch (thrown) {
      return { error: toVarcoError(thrown), ...claim, awake: this.#isAwake(reader) };
    }
  }

  #isAwake(reader: string): boolean {
    const card = this.#readers.state().readers.find(({ name }) => name === reader)?.card;
    return (card?.atr.length ?? 0) > 0;
  }

  #view(reader: string): CardView {
    const entry = this.#entries.get(reader);
    if (!entry || entry.state.state === "reading") return { status: "reading" };
    if (entry.state.state === "failed") {
      const { code, details } = entry.state.error;
      return { status: "unusable", error: { code, details: { ...details } } };
    }
    const { family, certificate, pin } = entry.state.known;
    return {
      status: "ready",
      insertion: entry.insertion,
      family: family.name,
      holder: { name: certificate.name, codiceFiscale: certificate.codiceFiscale },
      certificate: {
        subject: certificate.subject,
        issuer: certificate.issuer,
        notBefore: certificate.notBefore,
        notAfter: certificate.notAfter,
      },
      pin: { ...pin },
      ...(family.pinLength && { pinLength: { ...family.pinLength } }),
      warnings: certificate.warnings.map(({ code, details }) => ({ code, details: { ...details } })),
    };
  }

  /** Whether a maker's program shows a card, under another name, that Varco drives itself: one certificate. */
  #isDouble({ name, through }: ReaderState, readers: readonly ReaderState[]): boolean {
    const certificate = through === undefined ? null : this.#certificateIn(name);
    return (
      certificate !== null &&
      readers.some((other) => other.through === undefined && this.#certificateIn(other.name)?.equals(certificate))
    );
  }

  #certificateIn(reader: string): Buffer | null {
    const entry = this.#entries.get(reader);
    return entry?.state.state === "known" ? Buffer.from(entry.state.known.der) : null;
  }

  #announce(): void {
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
  }
}

async function readCard(card: LoginCard, insertion: number): Promise<KnownCard> {
  const pin = await card.triesLeft();
  const der = await card.readCertificate();
  const { family } = card;
  if (family.missing !== null)
    throw new VarcoError("card.unsupported", { family: family.name, missing: family.missing });
  return { insertion, family, der, certificate: readHolder(der), key: readPublicKey(der), pin };
}
