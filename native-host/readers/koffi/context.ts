import * as v from "valibot";
import { SCARD } from "../binding";
import type { Calls } from "./library";

/** A number that PC/SC gives out: SCARDCONTEXT or SCARDHANDLE. A bigint where it is large. */
export type Handle = number | bigint;

const handleList = v.tuple([v.union([v.number(), v.bigint()])]);
const dwordList = v.tuple([v.number()]);

/** The handle in a list that a function has written into. */
export function handleIn(list: unknown): Handle {
  return v.parse(handleList, list)[0];
}

/** The DWORD in a list that a function has written into. */
export function dwordIn(list: unknown): number {
  return v.parse(dwordList, list)[0];
}

/** Connects to the service. libpcsclite allows one call at a time in each context. */
export async function establish(library: Calls): Promise<Handle> {
  const context = [0];
  await library.call("SCardEstablishContext", SCARD.scopeSystem, null, null, context);
  return handleIn(context);
}

/** Ends the connection. Never rejects: a service that is gone has ended it, too. */
export async function release(library: Calls, context: Handle): Promise<void> {
  await Promise.allSettled([library.call("SCardReleaseContext", context)]);
}
