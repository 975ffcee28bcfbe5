import { CKR } from "../constants";
import { CkError } from "../cryptoki";
import { ArgumentReader } from "./arguments";
import { callOf, type Call } from "./calls";
import { Cursor, malformed } from "./cursor";
import { HANDLERS } from "./handlers/table";
import type { Work } from "./handlers/handler";

/** A request that has been understood. */
export interface Request extends Work {
  readonly call: Call;
}

/**
 * The request in a message: call identifier, letters of its arguments, arguments. Throws CKR_DEVICE_ERROR if it is not one,
 * CKR_FUNCTION_NOT_SUPPORTED for a call that is not offered, and what the arguments of the others cause.
 */
export function readRequest(message: Buffer): Request {
  const cursor = new Cursor(message);
  const call = callOf(cursor.uint32());
  if (!call || cursor.bytes()?.toString("latin1") !== call.request) throw malformed();
  const offer = HANDLERS.get(call.name);
  if (!offer) throw new CkError(CKR.FUNCTION_NOT_SUPPORTED);
  const read = new ArgumentReader(cursor, call.request);
  const work = offer(read);
  read.end();
  return { call, ...work };
}
