import * as v from "valibot";
import type { Storage } from "webextension-polyfill";

const stored = v.fallback(v.array(v.pipe(v.string(), v.maxLength(300), v.regex(/^https:\/\/[^/?#@\s]+\/\*$/))), []);

/** Match patterns of sites in a storage area of the extension. A stored value that is no such list counts as empty. */
export class PatternList {
  readonly #area: () => Storage.StorageArea;
  readonly #key: string;

  constructor(area: () => Storage.StorageArea, key: string) {
    this.#area = area;
    this.#key = key;
  }

  async all(): Promise<readonly string[]> {
    const { [this.#key]: value } = await this.#area().get(this.#key);
    return v.parse(stored, value);
  }

  async add(pattern: string): Promise<void> {
    const all = await this.all();
    if (!all.includes(pattern)) await this.#area().set({ [this.#key]: [...all, pattern] });
  }

  async remove(pattern: string): Promise<void> {
    const all = await this.all();
    if (all.includes(pattern)) await this.#area().set({ [this.#key]: all.filter((one) => one !== pattern) });
  }
}
