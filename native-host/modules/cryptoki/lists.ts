import { CallFailed } from "../call-failed";
import { CKR_BUFFER_TOO_SMALL } from "../constants";
import type { Calls } from "./library";
import { ownMemory } from "./memory";
import { readUlongs, ulongIn, within, type Ulong } from "./ulong";

/** Most slots and mechanisms that a module may tell of. */
const MOST = 1024;
const TRUE = 1;

/** The slots that have a token (C_GetSlotList, PKCS#11 2.40 §5.5). Throws `CallFailed`, also for more than `MOST`. */
export function listSlots(library: Calls): Ulong[] {
  return list(library, "C_GetSlotList", TRUE);
}

/** The mechanisms of a token (C_GetMechanismList, PKCS#11 2.40 §5.5). Throws `CallFailed`, also for more than `MOST`. */
export function listMechanisms(library: Calls, slot: Ulong): Ulong[] {
  return list(library, "C_GetMechanismList", slot);
}

/** Asks how many there are, upon which modules look for new slots, and then for them. There may be more by then. */
function list(library: Calls, name: "C_GetSlotList" | "C_GetMechanismList", of: Ulong): Ulong[] {
  const count: unknown[] = [0];
  library.call(name, of, null, count);
  if (bounded(name, MOST, count) === 0) return [];
  const memory = ownMemory(MOST * library.ulongSize);
  count[0] = MOST;
  library.call(name, of, memory, count);
  return readUlongs(memory, library.ulongSize, bounded(name, MOST, count));
}

/** The count that a function has told. Throws `CallFailed` if it is larger than what there is room for. */
export function bounded(step: string, most: number, told: unknown): number {
  const count = within(most, ulongIn(told));
  if (count === null) throw new CallFailed(step, CKR_BUFFER_TOO_SMALL);
  return count;
}
