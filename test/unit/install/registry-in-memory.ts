import type { Registry } from "../../../native-host/install/windows/registry";

/** A registry in memory: keys with their default values, null where a key has none. */
export class RegistryInMemory implements Registry {
  /** Those of the person. */
  readonly keys = new Map<string, string | null>();
  /** Those of the computer. */
  readonly everybodys = new Map<string, string>();
  read = (key: string) => this.keys.get(key) ?? null;
  readForEverybody = (key: string) => this.everybodys.get(key) ?? null;
  write(key: string, value: string): void {
    for (let at = key; at !== ""; at = at.slice(0, Math.max(0, at.lastIndexOf("\\"))))
      if (!this.keys.has(at)) this.keys.set(at, null);
    this.keys.set(key, value);
  }
  remove = (key: string) => void this.keys.delete(key);
  isEmpty = (key: string) =>
    this.keys.get(key) === null && ![...this.keys.keys()].some((other) => other.startsWith(`${key}\\`));
}
