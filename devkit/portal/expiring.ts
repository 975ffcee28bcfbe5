import { randomBytes } from "node:crypto";

/** Milliseconds since 1970; tests put their own in. */
export type Clock = () => number;

/** Things kept for a while under unguessable names. */
export class Expiring<T> {
  readonly #lifetime: number;
  readonly #now: Clock;
  readonly #kept = new Map<string, { readonly value: T; readonly until: number }>();

  constructor(lifetime: number, now: Clock) {
    this.#lifetime = lifetime;
    this.#now = now;
  }

  /** Keeps the value and returns its name: 256 random bits in base64url. */
  put(value: T): string {
    for (const [name, { until }] of this.#kept) if (until <= this.#now()) this.#kept.delete(name);
    const name = randomToken();
    this.#kept.set(name, { value, until: this.#now() + this.#lifetime });
    return name;
  }

  get(name: string | undefined): T | null {
    const found = name === undefined ? undefined : this.#kept.get(name);
    return found && found.until > this.#now() ? found.value : null;
  }

  /** The value, once only. */
  take(name: string | undefined): T | null {
    const value = this.get(name);
    if (name !== undefined) this.#kept.delete(name);
    return value;
  }
}

/** 256 random bits in base64url. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}
