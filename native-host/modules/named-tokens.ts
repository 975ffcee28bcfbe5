import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { toVarcoError, type VarcoError } from "../../shared/errors";
import type { ReaderState } from "../readers/readers";
import type { FoundModule } from "./find";
import { belongsTo } from "./slot-name";
import { hasKeypad, type CnsToken } from "./token-card";
import type { TokenLists } from "./token-lists";

/** Milliseconds between two looks, and after a module failed; that grows up to the last number. */
export const POLL = 3000;
const LONGEST_PAUSE = 60_000;
/** The ATR of a token that is in no reader: none. */
const NO_ATR = new Uint8Array();

/** What stands where a reader would: a token, or the reason why its module shows none. */
interface Place {
  readonly insertion: number;
  readonly module: FoundModule;
  readonly content: CnsToken | VarcoError;
}

/**
 * Tokens that are in no PC/SC reader, of modules that the person named. Nothing tells when they come: they are polled.
 */
export class NamedTokens {
  readonly #modules: readonly FoundModule[];
  readonly #lists: TokenLists;
  readonly #readerNames: () => readonly string[];
  readonly #changed: () => void;
  readonly #poll: number;
  readonly #timers = new Set<NodeJS.Timeout>();
  #places = new Map<string, Place>();
  #insertions = 0;
  #first: Promise<unknown> | null = null;
  #closed = false;

  /**
   * `readerNames`: the names of PC/SC readers. Tokens in them are not shown once more. `poll`: milliseconds between two
   * looks.
   */
  constructor(
    modules: readonly FoundModule[],
    lists: TokenLists,
    readerNames: () => readonly string[],
    changed: () => void,
    poll: number,
  ) {
    this.#modules = modules;
    this.#lists = lists;
    this.#readerNames = readerNames;
    this.#changed = changed;
    this.#poll = poll;
  }

  begin(): void {
    this.#first ??= Promise.all(this.#modules.map((module) => this.#look(module, this.#poll)));
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
    let next = this.#poll;
    try {
      const tokens = await this.#lists.of(module);
      const names = this.#readerNames();
      const outside = tokens.filter(({ reader }) => !names.some((name) => belongsTo(reader, name)));
      const found = await Promise.all(outside.map((token) => this.#lists.cnsOn(token, module)));
      this.#put(module, new Map(found.flatMap((cns) => (cns ? [[nameOf(cns), cns]] : []))));
    } catch (thrown) {
      this.#put(module, new Map([[this.#nameOfFailing(module), toVarcoError(thrown)]]));
      next = Math.min(2 * pause, LONGEST_PAUSE);
    }
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#look(module, next);
    }, next).unref();
    this.#timers.add(timer);
  }

  /** Two modules of one maker may fail: each has a place of its own. */
  #nameOfFailing(module: FoundModule): string {
    const alone = this.#modules.every((other) => other === module || other.program !== module.program);
    return alone ? module.program : `${module.program} (${basename(module.file)})`;
  }

  /**
   * Replaces what is known of a module. What stayed keeps its insertion. A token that another module shows by the same
   * name is left to that one.
   */
  #put(module: FoundModule, contents: ReadonlyMap<string, CnsToken | VarcoError>): void {
    if (this.#closed) return;
    const others = [...this.#places].filter(([, place]) => place.module !== module);
    const free = [...contents].filter(([name]) => !others.some(([other]) => other === name));
    const mine = free.map(([name, content]): [string, Place] => {
      const before = this.#places.get(name);
      const stayed = before?.module === module && isSame(before.content, content);
      return [name, { insertion: stayed ? before.insertion : ++this.#insertions, module, content }];
    });
    const same = mine.every(([name, { insertion }]) => this.#places.get(name)?.insertion === insertion);
    const changed = !same || others.length + mine.length !== this.#places.size;
    this.#places = new Map([...others, ...mine]);
    if (changed) this.#changed();
  }
}

/** Whether two contents are the same to a person: one token with the same rules, or one reason. */
function isSame(one: Place["content"], other: Place["content"]): boolean {
  return isDeepStrictEqual(traits(one), traits(other));
}

function traits(content: Place["content"]): unknown {
  if (!("token" in content)) return content.toJSON();
  const { token, certificate } = content;
  return [certificate, token.slot, token.minPin, token.maxPin, hasKeypad(content)];
}

function nameOf({ token, module }: CnsToken): string {
  return `${token.label || token.model || "token"} ${token.serial} (${module.program})`;
}
