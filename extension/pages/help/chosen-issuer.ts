import browser from "webextension-polyfill";
import { general } from "../../issuers/general";
import type { Issuer } from "../../issuers/issuer";
import { ISSUERS } from "../../issuers/table";
import { ISSUER_PARAMETER } from "./address";

/** Where the choice lives: local storage of the extension, never synchronised. */
const KEY = "issuer";

/** Whose cards the help speaks of: those that its address names, else those that the person chose the last time, else any. */
export async function issuerFor(query: string): Promise<Issuer> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  return issuerById(new URLSearchParams(query).get(ISSUER_PARAMETER)) ?? issuerById(stored) ?? general;
}

/** Remembers whose card the person has. */
export async function chooseIssuer({ id }: Issuer): Promise<void> {
  await browser.storage.local.set({ [KEY]: id });
}

/** null for what is no identifier of an issuer. */
export function issuerById(id: unknown): Issuer | null {
  return ISSUERS.find((issuer) => issuer.id === id) ?? null;
}
