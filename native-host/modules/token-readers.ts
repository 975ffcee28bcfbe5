import { toVarcoError, type VarcoError } from "../../shared/errors";
import type { Families } from "../card/families/recognise";
import type {
  CardConnection,
  CardSource,
  Readers,
  ReadersState,
  ReaderState,
  TokenConnection,
} from "../readers/readers";
import { settledWithin } from "../readers/within";
import type { FoundModule } from "./find";
import type { ModuleProcess } from "./module-process";
import type { ModuleProcesses } from "./module-processes";
import { NamedTokens, POLL } from "./named-tokens";
import type { Token } from "./protocol";
import { belongsTo } from "./slot-name";
import { hasKeypad, TokenCard, type CnsToken } from "./token-card";
import { TokenLists } from "./token-lists";
import { cnsIn } from "./tokens-of";

/** Milliseconds for which modules that a person named may hold up the first news of the readers. */
const FIRST_NEWS = 3000;

/** What finds tokens. */
export interface TokenParts {
  /** Those that Varco drives. */
  readonly families: Families;
  /** The modules that are on this computer. Asked when a card is inserted that Varco does not drive. */
  readonly find: () => readonly FoundModule[];
  /** Modules that the person named: asked first, and also for tokens that are in no reader. */
  readonly named: readonly FoundModule[];
  /** Whether a named module is to be used for every card, also where Varco drives it itself. */
  readonly insist: boolean;
  readonly processes: ModuleProcesses;
  /** Milliseconds between two looks at named modules; tests give fewer. */
  readonly poll?: number;
}

/** The search for a card's module, and what it has found. */
interface Search {
  readonly insertion: number;
  readonly ending: Promise<CnsToken | null>;
  found: CnsToken | null;
}

/**
 * The readers, and what modules of the cards' makers add to them: cards that Varco does not drive, and tokens that are
 * in no reader. A card that Varco drives stays as it is, and no module is loaded for it.
 */
export class TokenReaders implements CardSource {
  readonly #readers: Readers;
  readonly #parts: TokenParts;
  readonly #searches = new Map<string, Search>();
  readonly #watchers = new Set<(state: ReadersState) => void>();
  readonly #lists: TokenLists;
  readonly #named: NamedTokens;
  #stop: (() => void) | null = null;

  constructor(readers: Readers, parts: TokenParts) {
    this.#readers = readers;
    this.#parts = parts;
    const names = () => readers.state().readers.map(({ name }) => name);
    this.#lists = new TokenLists(parts.processes);
    this.#named = new NamedTokens(parts.named, this.#lists, names, () => this.#announce(), parts.poll ?? POLL);
  }

  get stuck(): boolean {
    return this.#readers.stuck;
  }

  state(): ReadersState {
    const state = this.#readers.state();
    const tokens = this.#named.readers();
    const readers = [...state.readers.map((reader) => this.#withToken(reader)), ...tokens];
    return tokens.length > 0 ? { service: true, readers } : { ...state, readers };
  }

  async ready(): Promise<void> {
    await this.#readers.ready();
    this.#begin();
    await settledWithin(this.#parts.insist ? 2 * FIRST_NEWS : FIRST_NEWS, this.#named.ready());
  }

  watch(changed: (state: ReadersState) => void): () => void {
    this.#watchers.add(changed);
    this.#begin();
    return () => this.#watchers.delete(changed);
  }

  async token(name: string): Promise<TokenConnection | null> {
    this.#look();
    const token = this.#named.token(name) ?? (await this.#searches.get(name)?.ending);
    return token ? this.#connection(token) : null;
  }

  connect(name: string): Promise<CardConnection> {
    return this.#readers.connect(name);
  }

  async close(): Promise<void> {
    this.#stop?.();
    this.#watchers.clear();
    this.#named.close();
    this.#lists.close();
    await Promise.all([this.#parts.processes.close(), this.#readers.close()]);
  }

  #begin(): void {
    this.#stop ??= this.#readers.watch(() => {
      this.#look();
      this.#announce();
    });
    this.#look();
    this.#named.begin();
  }

  /** Begins a search for each card that has come, and forgets those that have gone. */
  #look(): void {
    const { families } = this.#parts;
    const present = this.#readers.state().readers.flatMap(({ name, card }) => (card ? [{ name, card }] : []));
    for (const [name, { insertion }] of this.#searches)
      if (!present.some((reader) => reader.name === name && reader.card.insertion === insertion))
        this.#searches.delete(name);
    for (const { name, card } of present) {
      if (this.#searches.has(name) || !(this.#parts.insist || families.needsModule(card.atr))) continue;
      const search: Search = { insertion: card.insertion, ending: this.#search(name), found: null };
      this.#searches.set(name, search);
      search.ending.then(
        (found) => {
          search.found = found;
          if (found) this.#announce();
        },
        () => {},
      );
    }
  }

  /**
   * The first token with a CNS certificate that a module shows in this reader. Throws why a module failed, if no other
   * one has the token.
   */
  async #search(reader: string): Promise<CnsToken | null> {
    const modules = [...this.#parts.named, ...(this.#parts.insist ? [] : this.#parts.find())];
    let failure: VarcoError | null = null;
    for (const module of modules) {
      try {
        const found = await cnsIn(this.#inReader(await this.#lists.of(module), reader), module);
        if (found) return found;
      } catch (thrown) {
        failure ??= toVarcoError(thrown);
      }
    }
    if (failure) throw failure;
    return null;
  }

  /**
   * The tokens in a reader. Some modules give their slots names of their own: where there is one card only, it is the
   * one that they mean.
   */
  #inReader(tokens: readonly Token[], reader: string): Token[] {
    const { readers } = this.#readers.state();
    const named = tokens.filter((token) => belongsTo(token.reader, reader));
    if (named.length > 0) return named;
    const others = readers.filter(({ name, card }) => card !== null && name !== reader);
    const elsewhere = tokens.some((token) => readers.some(({ name }) => belongsTo(token.reader, name)));
    return others.length > 0 || elsewhere ? [] : [...tokens];
  }

  #withToken(reader: ReaderState): ReaderState {
    const found = this.#searches.get(reader.name)?.found;
    return found ? { ...reader, keypad: hasKeypad(found), through: found.module.program } : reader;
  }

  #connection(token: CnsToken): TokenConnection {
    const { processes } = this.#parts;
    let own: ModuleProcess | null = null;
    const ofToken = {
      shared: () => processes.of(token.module),
      own: () => (own ??= processes.start(token.module)),
    };
    return {
      openToken: (pinWillChange) => new TokenCard(token, ofToken, pinWillChange),
      // With its process the token forgets the PIN, whatever the module thinks of logging out.
      close: async () => own?.end(),
    };
  }

  #announce(): void {
    const state = this.state();
    for (const watcher of [...this.#watchers]) watcher(state);
  }
}
