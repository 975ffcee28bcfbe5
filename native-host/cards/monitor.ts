import { toVarcoError, VarcoError } from "../../shared/errors";
import type { CardsState, CardView } from "../../shared/messages";
import { readHolder, type CardCertificate } from "../card/holder";
import type { FamilyView } from "../card/login-card";
import type { PinState } from "../card/pin";
import type { CardSource, ReaderState, ReadersState } from "../readers/readers";
import { log } from "../log";
import type { CardDesk } from "./desk";

/** Milliseconds after which the monitor tries a busy card again. */
const BUSY_RETRY = 500;

/** What the monitor read from a card at its insertion. */
export interface KnownCard {
  readonly insertion: number;
  readonly family: FamilyView;
  /** DER. */
  readonly der: Uint8Array;
  readonly certificate: CardCertificate;
  readonly pin: PinState;
}

type Entry = { readonly insertion: number; readonly reading: Promise<KnownCard> } & (
  | { readonly state: "reading" }
  /** `heard`: when the card last told its tries (`performance.now()`). */
  | { readonly state: "known"; readonly known: KnownCard; readonly heard: number }
  | { readonly state: "failed"; readonly error: VarcoError }
);

/** Watches the readers and reads each card once, at its insertion, so that a login finds the certificate ready. */
export class CardMonitor {
  readonly #readers: CardSource;
  readonly #desk: CardDesk;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(state: CardsState) => void>();
  readonly #stop: () => void;
  #retry: NodeJS.Timeout | null = null;

  constructor(readers: CardSource, desk: CardDesk) {
    this.#readers = readers;
    this.#desk = desk;
    this.#stop = readers.watch((state) => this.#changed(state));
    this.#changed(readers.state());
  }

  /** Readers and cards as the extension shows them. */
  state(): CardsState {
    const { service, problem, readers } = this.#readers.state();
    return {
      service,
      ...(problem && { problem }),
      readers: readers
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

  /** The card in the reader, once it is read. Throws the reason why it cannot be used, or `card.none`. */
  async card(reader: string): Promise<KnownCard> {
    const entry = this.#entries.get(reader);
    if (!entry) throw new VarcoError("card.none");
    return entry.state === "known" ? entry.known : entry.reading;
  }

  /** Whether people type codes on the reader. Known once its card was read. */
  hasKeypad(reader: string): boolean {
    return this.#readers.state().readers.some(({ name, keypad }) => name === reader && keypad);
  }

  /** Takes note of the tries left that the card told in an operation. */
  learnPin(reader: string, insertion: number, pin: PinState): void {
    const entry = this.#entries.get(reader);
    if (entry?.state !== "known" || entry.insertion !== insertion) return;
    this.#entries.set(reader, { ...entry, known: { ...entry.known, pin }, heard: performance.now() });
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
    const known = [...this.#entries].flatMap(([reader, entry]) =>
      entry.state === "known" && entry.heard <= heardBefore && (only === undefined || reader === only)
        ? [{ reader, ...entry.known }]
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
    this.#entries.clear();
    if (this.#retry) clearTimeout(this.#retry);
    this.#listeners.clear();
  }

  #changed({ readers }: ReadersState): void {
    const present = new Map(readers.flatMap(({ name, card }) => (card ? [[name, card.insertion] as const] : [])));
    for (const [name, entry] of this.#entries) if (present.get(name) !== entry.insertion) this.#entries.delete(name);
    for (const [name, insertion] of present) if (!this.#entries.has(name)) this.#read(name, insertion);
    this.#announce();
  }

  /** Reads the card. `meanwhile`: the state that is shown until then. */
  #read(
    reader: string,
    insertion: number,
    meanwhile: { state: "reading" } | { state: "failed"; error: VarcoError } = { state: "reading" },
  ): void {
    const reading = this.#desk.operate(
      reader,
      async (card): Promise<KnownCard> => {
        const pin = await card.triesLeft();
        const der = await card.readCertificate();
        const { family } = card;
        if (family.missing !== null)
          throw new VarcoError("card.unsupported", { family: family.name, missing: family.missing });
        return { insertion, family, der, certificate: readHolder(der), pin };
      },
      { insertion },
    );
    this.#entries.set(reader, { insertion, reading, ...meanwhile });
    reading.then(
      (known) => this.#settle(reader, { insertion, reading, state: "known", known, heard: performance.now() }),
      (thrown: unknown) => this.#settle(reader, { insertion, reading, state: "failed", error: toVarcoError(thrown) }),
    );
  }

  #settle(reader: string, entry: Entry): void {
    if (this.#entries.get(reader)?.insertion !== entry.insertion) return;
    this.#entries.set(reader, entry);
    if (entry.state === "failed") {
      log.failure("reading the card", entry.error);
      if (entry.error.code === "card.busy") this.#readAgainLater();
    }
    this.#announce();
  }

  /** Another program keeps the card, and nothing tells when it stops. */
  #readAgainLater(): void {
    this.#retry ??= setTimeout(() => {
      this.#retry = null;
      for (const [name, { insertion, ...entry }] of this.#entries) {
        if (entry.state === "failed" && entry.error.code === "card.busy")
          this.#read(name, insertion, { state: "failed", error: entry.error });
      }
    }, BUSY_RETRY).unref();
  }

  #view(reader: string): CardView {
    const entry = this.#entries.get(reader);
    if (!entry || entry.state === "reading") return { status: "reading" };
    if (entry.state === "failed")
      return { status: "unusable", error: { code: entry.error.code, details: { ...entry.error.details } } };
    const { family, certificate, pin } = entry.known;
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
    return entry?.state === "known" ? Buffer.from(entry.known.der) : null;
  }

  #announce(): void {
    const state = this.state();
    for (const listener of this.#listeners) listener(state);
  }
}
