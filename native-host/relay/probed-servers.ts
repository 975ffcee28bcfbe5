import { LIMITS } from "../../shared/limits";

/** The servers that a probe has verified, and that asked for a certificate, by their origin. */
export class ProbedServers {
  /** When, by `performance.now()`. */
  readonly #probed = new Map<string, number>();

  /** Takes note of a server. */
  note(origin: string): void {
    for (const known of this.#probed.keys()) if (!this.has(known)) this.#probed.delete(known);
    this.#probed.set(origin, performance.now());
  }

  /** Whether a probe was there, and not long ago. */
  has(origin: string): boolean {
    const at = this.#probed.get(origin);
    return at !== undefined && performance.now() - at < LIMITS.probedServer;
  }
}
