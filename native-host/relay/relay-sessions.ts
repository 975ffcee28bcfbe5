import { VarcoError } from "../../shared/errors";
import type { RelaySession } from "./relay-session";

/** The relay sessions that are open for the extension, by the number of their login. */
export class RelaySessions {
  readonly #open = new Map<number, RelaySession>();
  #lastId = 0;

  /** Keeps a session and returns its number. */
  add(session: RelaySession): number {
    const id = ++this.#lastId;
    this.#open.set(id, session);
    return id;
  }

  /** Throws `relay.no-login`. */
  get(id: number): RelaySession {
    const session = this.#open.get(id);
    if (!session) throw new VarcoError("relay.no-login");
    return session;
  }

  /** Ends a session. A number without one is no fault: the login may be over already. */
  async close(id: number): Promise<void> {
    const session = this.#open.get(id);
    this.#open.delete(id);
    await session?.close();
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)));
  }
}
