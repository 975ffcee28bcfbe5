import * as v from "valibot";
import { scardCode } from "../scard";
import type { ReaderStatus } from "../slot";
import { dwordIn, type Handle } from "./context";
import type { Calls } from "./library";

/** A reader that does not exist, whose status tells that readers came or went. */
export const NOTIFICATION = "\\\\?PnP?\\Notification";

const SCARD_E_NO_READERS_AVAILABLE = 0x8010002e;
const SCARD_E_TIMEOUT = 0x8010000a;
const SCARD_STATE_CHANGED = 0x02;
/** Bytes for the names of all readers: more than any service has. */
const LIST_ROOM = 32_768;

/** The names of the readers. */
export async function listReaders(library: Calls, context: Handle): Promise<string[]> {
  const { encoding } = library.system.text;
  const list = Buffer.alloc(LIST_ROOM);
  const character = encoding === "utf16le" ? 2 : 1;
  const length = [LIST_ROOM / character];
  try {
    await library.call("SCardListReaders", context, null, list, length);
  } catch (error) {
    if (scardCode(error) === SCARD_E_NO_READERS_AVAILABLE) return [];
    throw error;
  }
  const text = list.toString(encoding, 0, Math.min(dwordIn(length) * character, LIST_ROOM));
  return text.split("\0").filter((name) => name !== "");
}

/** A reader, and the status that we know: `SCARD_STATE_UNAWARE` (0) if none. */
export interface Known {
  readonly name: string;
  readonly state: number;
}

/**
 * Waits up to `ms` milliseconds until the status of a reader differs from what we know, and returns the status of each.
 * Rejects with `ScardError`, also when the wait was cancelled.
 */
export async function statusChange(
  library: Calls,
  context: Handle,
  ms: number,
  known: readonly Known[],
): Promise<ReaderStatus[]> {
  const states: unknown[] = known.map(({ name, state }) => ({
    szReader: name,
    pvUserData: null,
    dwCurrentState: state,
    dwEventState: 0,
    cbAtr: 0,
    rgbAtr: new Uint8Array(library.system.atrRoom),
  }));
  try {
    await library.call("SCardGetStatusChange", context, ms, states, states.length);
  } catch (error) {
    // The status is told then, too: a card that was swapped unnoticed shows in its count.
    if (scardCode(error) !== SCARD_E_TIMEOUT) throw error;
  }
  return v.parse(v.array(stateShape), states);
}

const stateShape = v.pipe(
  v.object({ dwEventState: v.number(), cbAtr: v.number(), rgbAtr: v.instance(Uint8Array) }),
  v.transform(({ dwEventState, cbAtr, rgbAtr }): ReaderStatus => ({
    // As 32 unsigned bits.
    state: (dwEventState & ~SCARD_STATE_CHANGED) >>> 0,
    atr: rgbAtr.slice(0, cbAtr),
  })),
);
