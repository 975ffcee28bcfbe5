import { setTimeout as delay } from "node:timers/promises";
import type { PcscReader, PcscWatch, WatchReports } from "../binding";
import { scardMeaning } from "../scard";
import { PcscliteReader } from "./card-reader";
import { listOnce } from "./list-once";
import { QUIET, keepForNow, outside, parseReader, parseStatus, type NativeService, type Pcsclite } from "./package";
import { WatchedReader } from "./watched-reader";

/** Milliseconds after which a service without a first list counts as hanging. */
const FIRST_LIST = 500;
/**
 * Milliseconds after news until the readers are listed again, and from each list to the next. pcsclite lists readers
 * and then waits for news. libpcsclite (1.9.9, `SCardGetStatusChange`) compares their number with that at the beginning
 * of the wait, so that a reader which comes between list and wait is never told.
 */
const LIST_AGAIN = [250, 1000, 4000] as const;

/** A watch by the threads of pcsclite: one for the list of readers, one for each reader. */
export class PcscliteWatch implements PcscWatch {
  readonly #pcsclite: Pcsclite;
  readonly #reports: WatchReports;
  readonly #service: NativeService;
  readonly #watched = new Map<string, WatchedReader>();
  readonly #readers: PcscliteReader[] = [];
  readonly #answered: Promise<void>;
  #over = false;
  #closing: Promise<void> | null = null;
  #lastReport = 0;
  /** pcsclite's own receiver of the list. */
  #listed: (names: unknown) => void = () => {};
  #again: NodeJS.Timeout | undefined;
  #looking: Promise<void> = Promise.resolve();

  /** Connects to the service. Throws the error of pcsclite when it cannot be reached. */
  constructor(pcsclite: Pcsclite, reports: WatchReports) {
    this.#pcsclite = pcsclite;
    this.#reports = reports;
    const service = pcsclite.watch();
    this.#service = service;
    this.#answered = new Promise((answered) => {
      service.on(
        "error",
        outside((error) => {
          answered();
          this.#failed(error);
        }),
      );
      service.on("reader", (reader) => this.#watch(new WatchedReader(parseReader(reader))));
      // pcsclite announces readers, but not that there is none. So we listen to its own receiver of the list.
      const start = service.start;
      service.start = (listed) => {
        this.#listed = (names) => listed(undefined, names);
        start.call(service, (error: unknown, names: unknown) => {
          if (!this.#isDoubtful(names)) listed(error, names);
          setImmediate(() => {
            answered();
            this.#lastReport = performance.now();
            this.#tell((told) => told.listed());
            this.#listAgain(0);
          });
        });
      };
    });
  }

  reader(name: string): PcscReader {
    const reader = new PcscliteReader(this.#pcsclite.reader(name));
    this.#readers.push(reader);
    return reader;
  }

  /** The threads of pcsclite live as long as the process. */
  async leave(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#again);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  /** Must run inside pcsclite's call: an `error` without a listener would end the process. */
  #watch(reader: WatchedReader): void {
    const { name } = reader;
    this.#watched.set(name, reader);
    this.#lastReport = performance.now();
    reader.on(
      "status",
      outside((status: unknown) => {
        this.#lastReport = performance.now();
        if (this.#watched.get(name) === reader) this.#tell((reports) => reports.status(name, parseStatus(status)));
      }),
    );
    reader.on(
      "error",
      outside((error) => {
        if (scardMeaning(error) !== "reader.gone") this.#failed(error);
      }),
    );
    reader.on(
      "end",
      outside(() => this.#unplugged(name, reader)),
    );
    this.#tell((reports) => reports.plugged(name));
  }

  #unplugged(name: string, reader: WatchedReader): void {
    reader.close();
    if (this.#watched.get(name) !== reader) return;
    this.#watched.delete(name);
    this.#tell((reports) => reports.unplugged(name));
    this.#listAgain(0);
  }

  /**
   * Whether it is an empty list while there are readers. pcsclite passes one also when it reads what its thread is just
   * writing. If it is true, each reader tells its end itself.
   */
  #isDoubtful(names: unknown): boolean {
    return names instanceof Uint8Array && names.length === 0 && this.#watched.size > 0;
  }

  /** Lists the readers again after a while, unless there is news before: then the whiles begin anew. */
  #listAgain(turn: number): void {
    clearTimeout(this.#again);
    const pause = LIST_AGAIN[turn];
    if (pause === undefined || this.#over) return;
    this.#again = setTimeout(() => {
      this.#looking = this.#look(turn);
    }, pause).unref();
  }

  /** What pcsclite did not notice it now does. A list that is older than the last news counts for nothing. */
  async #look(turn: number): Promise<void> {
    const before = this.#lastReport;
    const names = await listOnce(this.#pcsclite).catch(() => null);
    if (this.#over) return;
    const isNews = () => before !== this.#lastReport;
    if (isNews()) {
      this.#listAgain(turn);
      return;
    }
    if (names !== null) this.#listed(names);
    this.#listAgain(isNews() ? 0 : turn + 1);
  }

  #failed(error: unknown): void {
    this.#tell((reports) => reports.failed(error));
  }

  #tell(report: (reports: WatchReports) => void): void {
    if (!this.#over) report(this.#reports);
  }

  /**
   * pcsclite ends a thread by interrupting its wait, and then waits for the thread. A thread that is between two
   * waits misses the interruption. So we wait for the first list, then for a quiet moment.
   */
  async #close(): Promise<void> {
    this.#over = true;
    clearTimeout(this.#again);
    await Promise.race([this.#looking, delay(FIRST_LIST, undefined, { ref: false })]);
    const answered = await Promise.race([this.#answered.then(() => true), delay(FIRST_LIST, false, { ref: false })]);
    if (!answered) return;
    for (let wait = QUIET; wait > 0; wait = QUIET - (performance.now() - this.#lastReport))
      await delay(Math.ceil(wait));
    for (const reader of this.#watched.values()) reader.close();
    this.#service.close();
    keepForNow(this.#service);
    await Promise.all(this.#readers.map((reader) => reader.end()));
    await delay(QUIET);
  }
}
