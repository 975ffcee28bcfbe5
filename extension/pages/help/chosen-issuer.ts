import browser from "webextension-polyfill";
import { general } from "../../issuers/general";
import type { Issuer } from "../../issuers/issuer";
import { ISSUERS } from "../../issuers/table";
import { ISSUER_PARAMETER } from "./address";

/** Key in the extension's local storage, which browsers never synchronise. */
const KEY = "issuer";

/**
 * The issuer whose cards the help describes: the one in the page's address, else the person's last choice, else none in
 * particular.
 */
export async function issuerFor(query: string): Promise<Issuer> {
  const { [KEY]: stored } = await browser.storage.local.get(KEY);
  return issuerById(new URLSearchParams(query).get(ISSUER_PARAMETER)) ?? issuerById(stored) ?? general;
}

/** Remembers the issuer of the person's card. */
export async function chooseIssuer({ id }: Issuer): Promise<void> {
  await browser.storage.local.set({ [KEY]: id });
}

/** The text, if it identifies an issuer, else null. */
export function issuerById(id: unknown): Issuer | null {
  return ISSUERS.find((issuer) => issuer.id === id) ?? null;
}
