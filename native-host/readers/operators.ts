import { VarcoError } from "../../shared/errors";
import type { PcscReader } from "./binding";
import { settledWithin } from "./within";

/** A reader in use, and why it cannot be had. */
interface Taken {
  problem: "card.busy" | "card.mute";
  readonly free: Promise<void>;
  readonly setFree: () => void;
}

/** The reader objects that connect: one for each name, each with one connection at a time. */
export class Operators {
  readonly #make: (name: string) => PcscReader | undefined;
  readonly #free = new Map<string, PcscReader>();
  readonly #taken = new Map<string, Taken>();

  /** `make` returns an object for the reader of that name, or undefined when there is none. */
  constructor(make: (name: string) => PcscReader | undefined) {
    this.#make = make;
  }

  /**
   * Takes one, waiting up to `patience` milliseconds if it is in use. Throws `reader.gone`, `card.busy` when we still
   * hold the card ourselves, `card.mute` when it owes us an answer.
   */
  async take(name: string, patience: number): Promise<PcscReader> {
    const before = this.#taken.get(name);
    if (before?.problem === "card.busy") await settledWithin(patience, before.free);
    const now = this.#taken.get(name);
    if (now) throw new VarcoError(now.problem);
    const reader = this.#free.get(name) ?? this.#make(name);
    if (!reader) throw new VarcoError("reader.gone");
    this.#free.delete(name);
    let setFree = () => {};
    const free = new Promise<void>((resolve) => {
      setFree = resolve;
    });
    this.#taken.set(name, { problem: "card.busy", free, setFree });
    return reader;
  }

  /** Notes that the card has not answered in time. */
  unanswered(name: string): void {
    const taken = this.#taken.get(name);
    if (taken) taken.problem = "card.mute";
  }

  /**
   * The connection is over. An object that failed to disconnect is not used again: it would believe itself connected.
   */
  giveBack(name: string, reader: PcscReader, reusable: boolean): void {
    if (reusable) this.#free.set(name, reader);
    this.#taken.get(name)?.setFree();
    this.#taken.delete(name);
  }
}
