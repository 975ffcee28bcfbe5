import type { SessionStore } from "../contracts";
import { fromStored, toStored, type LoginRecord } from "./record";

const PREFIX = "login:";

/** The logins in the session store: the browser may stop the background while they are open. */
export class StoredLogins {
  readonly #store: SessionStore;

  constructor(store: SessionStore) {
    this.#store = store;
  }

  save(record: LoginRecord): Promise<void> {
    return this.#store.set(PREFIX + record.id, toStored(record));
  }

  remove(id: string): Promise<void> {
    return this.#store.remove(PREFIX + id);
  }

  /** The logins whose tab still shows their page; the others are removed. */
  async interrupted(showsPage: (record: LoginRecord) => Promise<boolean>): Promise<LoginRecord[]> {
    const records: LoginRecord[] = [];
    for (const [key, value] of Object.entries(await this.#store.all())) {
      if (!key.startsWith(PREFIX)) continue;
      const record = fromStored(value);
      if (record && (await showsPage(record))) records.push(record);
      else await this.#store.remove(key);
    }
    return records;
  }
}
