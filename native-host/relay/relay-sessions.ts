import { VarcoError } from "../../shared/errors";
import type { RelaySession } from "./relay-session";

/** The logins that are open for the extension, by number. */
export class RelaySessions {
  readonly #open = new Map<number, RelaySession>();
  #lastId = 0;

  /** Keeps a login and gives it a number. */
  add(login: RelaySession): number {
    const id = ++this.#lastId;
    this.#open.set(id, login);
    return id;
  }

  /** Throws `relay.no-login`. */
  get(id: number): RelaySession {
    const login = this.#open.get(id);
    if (!login) throw new VarcoError("relay.no-login");
    return login;
  }

  /** Ends one; one that is over already is no fault. */
  async close(id: number): Promise<void> {
    const login = this.#open.get(id);
    this.#open.delete(id);
    await login?.close();
  }

  /** Ends all of them. */
  async closeAll(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((id) => this.close(id)));
  }
}
