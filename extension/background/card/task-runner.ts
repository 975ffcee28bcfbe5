import { toVarcoError, VarcoError, type ErrorCode, type ErrorValue } from "../../../shared/errors";
import type { CardsState, LoginStep } from "../../../shared/messages";
import type {
  CardCommand,
  CardOrder,
  CardPageView,
  CardTask,
  CardWork,
  ExaminationLanguage,
  ReaderView,
  ShownCard,
} from "../../card/view";
import type { HostClient } from "../../host/client";
import { Examinations } from "./examinations";
import { perform } from "./tasks";
import { identity, InsertedCards } from "./inserted-cards";

type BeginCommand = Extract<CardCommand, { type: "begin" }>;

/** The step at which a work may be cancelled: later the card has it, or the reader, whose keypad has a key for that. */
const MAY_CANCEL: LoginStep = "queue";

interface Work {
  readonly id: string;
  readonly task: CardTask;
  readonly run: AbortController;
  /** The card it is for, as far as it can be told from another one; null: it was gone already. */
  readonly card: string | null;
  shown: CardWork;
}

/**
 * The care of the cards, for all card pages together: at most one work for each reader, none of which is ever repeated
 * by itself.
 */
export class CardTaskRunner {
  readonly #host: HostClient;
  readonly #pages = new Set<(view: CardPageView) => void>();
  readonly #cards = new InsertedCards();
  /** By reader: what is being done, or was done last. */
  readonly #works = new Map<string, Work>();
  readonly #examinations: Examinations;
  #release: (() => void) | null = null;
  #failed: ErrorValue | null = null;

  /** `sites`: to how many sites the extension may hand a login over. */
  constructor(host: HostClient, sites: () => Promise<number>) {
    this.#host = host;
    this.#examinations = new Examinations(host, sites, () => this.#changed());
  }

  get view(): CardPageView {
    const { cards, program } = this.#host;
    if (this.#failed) return { name: "failed", error: this.#failed };
    if (!cards || !program || !this.#release) return { name: "starting" };
    return {
      name: "ready",
      program,
      problem: problemOf(cards),
      readers: this.#readers(cards),
      examination: this.#examinations.last,
    };
  }

  /**
   * Sends a page every view from now on. Returns the function that ends it; with the last page and the last work the
   * host is let go.
   */
  watch(show: (view: CardPageView) => void): () => void {
    this.#pages.add(show);
    if (this.#release === null || this.#failed) this.start(false);
    else {
      for (const { name } of this.#host.cards?.readers ?? []) this.look(name);
      show(this.view);
    }
    return () => {
      this.#pages.delete(show);
      this.#letGo();
    };
  }

  /**
   * Starts the host, if it does not run. `visibly`: a failure so far is shown no more; else it stays until there is an
   * answer.
   */
  start(visibly: boolean): void {
    if (visibly) this.#failed = null;
    this.#release ??= this.#host.hold({ cards: () => this.#seen(), lost: (error) => this.#lost(error) });
    this.#changed();
    this.#host.session().then(
      () => this.#seen(),
      (thrown: unknown) => this.#lost(toVarcoError(thrown)),
    );
  }

  /** Asks the card in a reader for its details, unless something is being done with it. */
  look(reader: string): void {
    const card = this.#cards.get(reader);
    if (!card || this.#isWorking(reader)) return;
    if (card.details.state === "failed") {
      this.#cards.learnDetails(reader, card.insertion, { state: "reading" });
      this.#changed();
    }
    void this.#ask(reader, card.insertion);
  }

  /** Does what the person wants, once, if the card is the one that was seen and nothing is being done with it. */
  begin({ work: id, reader, insertion, order }: BeginCommand): void {
    if (this.#isWorking(reader) || this.#works.get(reader)?.id === id) return;
    const card = this.#cards.get(reader);
    const { task } = order;
    const work: Work = {
      id,
      task,
      run: new AbortController(),
      card: card && identity(card),
      shown: { id, task, state: "working", step: "queue" },
    };
    this.#works.set(reader, work);
    if (card?.insertion !== insertion) {
      this.#fail(work, new VarcoError("card.removed"));
      return;
    }
    this.#changed();
    void this.#run(work, { reader, insertion, order });
  }

  /** Examines the computer for all pages, unless that is being done. */
  examine(language: ExaminationLanguage): void {
    void this.#examinations.begin(language);
  }

  /** Stops a work that waits. */
  cancel(id: string): void {
    for (const { run, shown } of this.#works.values()) {
      if (shown.id === id && shown.state === "working" && shown.step === MAY_CANCEL) run.abort();
    }
  }

  /** Forgets how a work ended. */
  dismiss(id: string): void {
    for (const [reader, { shown }] of this.#works)
      if (shown.id === id && shown.state !== "working") this.#works.delete(reader);
    this.#changed();
  }

  async #run(
    work: Work,
    { reader, insertion, order }: { reader: string; insertion: string; order: CardOrder },
  ): Promise<void> {
    const {
      id,
      task,
      run: { signal },
    } = work;
    const show = (shown: CardWork) => {
      work.shown = shown;
      this.#changed();
    };
    try {
      const host = await this.#host.session();
      const codes = await perform(host, reader, order, {
        signal,
        progress: (step) => show({ id, task, state: "working", step }),
      });
      this.#cards.learnCodes(reader, insertion, codes);
      show({ id, task, state: "done" });
    } catch (thrown) {
      const error = toVarcoError(thrown);
      this.#cards.learnFailure(reader, insertion, error);
      if (error.code === "operation.cancelled" && this.#works.get(reader) === work) this.#works.delete(reader);
      this.#fail(work, error);
    }
    this.look(reader);
    this.#letGo();
  }

  async #ask(reader: string, insertion: string): Promise<void> {
    try {
      const host = await this.#host.session();
      const {
        result: { serial, certificate, pin, puk },
      } = await host.request("inspectCard", { reader });
      this.#cards.learnDetails(reader, insertion, { state: "known", serial, certificate }, { pin, puk });
    } catch (thrown) {
      // What was known before still holds.
      if (this.#cards.get(reader)?.details.state === "known") return;
      this.#cards.learnDetails(reader, insertion, { state: "failed", error: toVarcoError(thrown).toJSON() });
    }
    this.#changed();
  }

  #seen(): void {
    if (this.#host.cards) this.#failed = null;
    const fresh = this.#cards.update(this.#host.cards);
    for (const reader of fresh) {
      const card = this.#cards.get(reader);
      const work = this.#works.get(reader);
      // How a work ended belongs to its card, also when that is put in again.
      if (work && work.shown.state !== "working" && card && work.card !== identity(card)) this.#works.delete(reader);
      this.look(reader);
    }
    this.#changed();
  }

  #lost(error: VarcoError): void {
    this.#failed = error.toJSON();
    this.#cards.update(null);
    this.#works.clear();
    this.#changed();
    this.#letGo();
  }

  #fail(work: Work, error: VarcoError): void {
    work.shown = { id: work.id, task: work.task, state: "failed", error: error.toJSON() };
    this.#changed();
  }

  #readers({ readers }: CardsState): ReaderView[] {
    const present = readers.map(({ name, keypad, through, card }): ReaderView => ({
      name,
      keypad,
      ...(through !== undefined && { through }),
      card: this.#shown(name, card),
      work: this.#works.get(name)?.shown ?? null,
    }));
    // Of a reader that was unplugged it is still said how its work ended.
    const gone = [...this.#works].filter(([name]) => !readers.some((reader) => reader.name === name));
    return [
      ...present,
      ...gone.map(([name, { shown }]): ReaderView => ({
        name,
        keypad: false,
        unplugged: true,
        card: null,
        work: shown,
      })),
    ];
  }

  #shown(reader: string, card: CardsState["readers"][number]["card"]): ShownCard | null {
    return card?.status === "ready" ? this.#cards.get(reader) : card;
  }

  #isWorking(reader: string): boolean {
    return this.#works.get(reader)?.shown.state === "working";
  }

  #letGo(): void {
    if (this.#pages.size > 0 || [...this.#works.values()].some(({ shown }) => shown.state === "working")) return;
    this.#release?.();
    this.#release = null;
    this.#cards.update(null);
  }

  #changed(): void {
    for (const show of this.#pages) show(this.view);
  }
}

function problemOf({ service, problem, readers }: CardsState): ErrorValue | null {
  const because = (code: ErrorCode): ErrorValue => ({ code, details: {} });
  if (!service) return because(problem ?? "reader.service");
  return readers.length === 0 ? because("reader.none") : null;
}
