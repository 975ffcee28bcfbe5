import browser from "webextension-polyfill";
import { fromStored, toStored, type LoginRecord } from "../background/login/record";

const PREFIX = "login:";

/** Keeps a login for the case that the browser stops the background: in memory, until the browser ends. */
export async function saveLogin(record: LoginRecord): Promise<void> {
  await browser.storage.session.set({ [PREFIX + record.id]: toStored(record) });
}

export async function removeLogin(id: string): Promise<void> {
  await browser.storage.session.remove(PREFIX + id);
}

/** The logins of a background that was stopped, as far as their tab still shows their page; the others are removed. */
export async function interruptedLogins(pageOf: (id: string) => string): Promise<LoginRecord[]> {
  const all = await browser.storage.session.get(null);
  const records: LoginRecord[] = [];
  for (const [key, value] of Object.entries(all)) {
    if (!key.startsWith(PREFIX)) continue;
    const record = fromStored(value);
    // Pages of the extension itself are the only ones whose address it may see.
    const tab = record && (await browser.tabs.get(record.tabId).catch(() => null));
    if (record && tab?.url === pageOf(record.id)) records.push(record);
    else await browser.storage.session.remove(key);
  }
  return records;
}
