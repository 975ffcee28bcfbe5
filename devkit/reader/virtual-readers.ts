import { VarcoError } from "../../shared/errors";
import type { CardConnection, Readers, ReadersState, ReaderState } from "../../native-host/readers/readers";
import type { Address } from "../card/doors/lasting-connection";
import { VirtualReader } from "./virtual-reader";

/** A reader and where its card server listens. */
export interface VirtualReaderPlace extends Address {
  /** Default `Varco Virtual Reader`. Names must differ. */
  readonly name?: string;
}

export const VIRTUAL_READER_NAME = "Varco Virtual Reader";

/** Readers that exist only in the devkit: each is connected to a `CardServer`, perhaps of another process. */
export class VirtualReaders implements Readers {
  readonly #readers: readonly VirtualReader[];
  readonly #watchers = new Set<(state: ReadersState) => void>();

  constructor(places: readonly VirtualReaderPlace[]) {
    this.#readers = places.map(
      ({ name = VIRTUAL_READER_NAME, host, port }) => new VirtualReader(name, { host, port }, () => this.#changed()),
    );
  }

  state(): ReadersState {
    return {
      service: true,
      readers: this.#readers.map(({ state }) => state).filter((state): state is ReaderState => state !== null),
    };
  }

  async ready(): Promise<void> {
    await Promise.all(this.#readers.map(({ ready }) => ready));
  }

  watch(changed: (state: ReadersState) => void): () => void {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  }

  async connect(name: string): Promise<CardConnection> {
    if (this.state().readers.length === 0) throw new VarcoError("reader.none");
    const reader = this.#readers.find((candidate) => candidate.name === name);
    if (reader === undefined) throw new VarcoError("reader.gone");
    return reader.connect();
  }

  /** Nothing of a virtual reader holds a process up. */
  readonly stuck = false;

  async close(): Promise<void> {
    this.#watchers.clear();
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }

  #changed(): void {
    const state = this.state();
    this.#watchers.forEach((changed) => changed(state));
  }
}
