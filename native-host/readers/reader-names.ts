import { seenText } from "../../shared/seen-text";

/**
 * The names of the readers that are there: as the service has them, and as everybody else knows them. A reader brings
 * its name along, so it may hold characters that nobody sees or that turn a text around; two of them may differ in
 * nothing else.
 */
export class ReaderNames {
  readonly #known = new Map<string, string>();

  /** The name that people see, of a reader that the service calls `name`. */
  known(name: string): string {
    const before = this.#known.get(name);
    if (before !== undefined) return before;
    const taken = new Set(this.#known.values());
    const seen = seenText(name) || "Reader";
    let known = seen;
    for (let number = 2; taken.has(known); number++) known = `${seen} (${number})`;
    this.#known.set(name, known);
    return known;
  }

  /** The service's name of a reader that is there. */
  ofService(known: string): string | undefined {
    return [...this.#known].find(([, one]) => one === known)?.[0];
  }

  /** Call this when the reader was unplugged. */
  forget(name: string): void {
    this.#known.delete(name);
  }
}
