import { toVarcoError, type VarcoError } from "../../shared/errors";
import { log } from "../log";
import type { ReaderState } from "../readers/readers";
import type { FoundModule } from "./find";
import type { ModuleProcesses } from "./module-processes";
import { belongsTo } from "./slot-name";
import { hasKeypad, type CnsToken } from "./token-card";
import { cnsIn } from "./tokens-of";

/** Milliseconds between two looks, and after a module failed; that grows up to the last number. */
const POLL = 3000;
const LONGEST_PAUSE = 60_000;
/** The ATR of a token that is in no reader: none. */
const NO_ATR = new Uint8Array();

/** What stands where a reader would: a token, or the reason why its module shows none. */
interface Place {
  readonly insertion: number;
  readonly module: FoundModule;
  readonly content: CnsToken | VarcoError;
}

/** Tokens that are in no PC/SC reader, of modules that the person named. Nothing tells when they come: they are polled. */
export class NamedTokens {
  readonly #modules: readonly FoundModule[];
  readonly #processes: ModuleProcesses;
  readonly #readerNames: () => readonly string[];
  readonly #changed: () => void;
  readonly #timers = new Set<NodeJS.Timeout>();
  #places = new Map<string, Place>();
  #insertions = 0;
  #first: Promise<unknown> | null = null;
  #closed = false;

  /** `readerNames`: the names of PC/SC readers. Tokens in them are not shown once more. */
  constructor(
    modules: readonly FoundModule[],
    processes: ModuleProcesses,
    readerNames: () => readonly string[],
    changed: () => void,
  ) {
    this.#modules = modules;
    this.#processes = processes;
    this.#readerNames = readerNames;
    this.#changed = changed;
  }

  begin(): void {
    this.#first ??= Promise.all(this.#modules.map((module) => this.#look(module, POLL)));
  }

  /** Resolves when each module was asked once. */
  async ready(): Promise<void> {
    await this.#first;
  }

  readers(): ReaderState[] {
    return [...this.#places].map(([name, { insertion, module, content }]) => ({
      name,
      card: { atr: NO_ATR, insertion },
      keypad: "token" in content && hasKeypad(content),
      through: module.program,
    }));
  }

  /** The token of that name. Throws why its module shows none. Null: no such name. */
  token(name: string): CnsToken | null {
    const place = this.#places.get(name);
    if (!place) return null;
    if ("token" in place.content) return place.content;
    throw place.content;
  }

  close(): void {
    this.#closed = true;
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #look(module: FoundModule, pause: number): Promise<void> {
    let next = POLL;
    try {
      const { tokens } = await this.#processes.of(module).ask({ op: "list" });
      const names = this.#readerNames();
      const outside = tokens.filter(({ reader }) => !names.some((name) => belongsTo(reader, name)));
      const found = await Promise.all(outside.map((token) => cnsIn([token], module)));
      this.#put(module, new Map(found.flatMap((cns) => (cns ? [[nameOf(cns), cns]] : []))));
    } catch (thrown) {
      const error = toVarcoError(thrown);
      if (!this.#closed) log.failure("asking a module for its tokens", error);
      this.#put(module, new Map([[module.program, error]]));
      next = Math.min(2 * pause, LONGEST_PAUSE);
    }
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#look(module, next);
    }, next).unref();
    this.#timers.add(timer);
  }

  /** Replaces what is known of a module. What stayed keeps its insertion. */
  #put(module: FoundModule, contents: ReadonlyMap<string, CnsToken | VarcoError>): void {
    if (this.#closed) return;
    const others = [...this.#places].filter(([, place]) => place.module !== module);
    const mine = [...contents].map(([name, content]): [string, Place] => {
      const before = this.#places.get(name);
      const stayed = before?.module === module && "token" in before.content === "token" in content;
      return [name, { insertion: stayed ? before.insertion : ++this.#insertions, module, content }];
    });
    const same = mine.every(([name, { insertion }]) => this.#places.get(name)?.insertion === insertion);
    const changed = !same || others.length + mine.length !== this.#places.size;
    this.#places = new Map([...others, ...mine]);
    if (changed) this.#changed();
  }
}

function nameOf({ token, module }: CnsToken): string {
  return `${token.label || token.model || "token"} ${token.serial} (${module.program})`;
}
