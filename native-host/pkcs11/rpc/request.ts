import { CKR } from "../constants";
import { CkError } from "../cryptoki";
import { ArgumentReader } from "./arguments";
import { callOf, type Call } from "./calls";
import { Cursor, malformed } from "./cursor";
import type { Invocation } from "./handlers/handler";
import { HANDLERS } from "./handlers/table";

/** A request whose arguments have been read. */
export interface Request extends Invocation {
  readonly call: Call;
}

/**
 * Reads the request in a message: call identifier, type signature of the arguments, arguments. Throws CKR_DEVICE_ERROR
 * for a malformed message, CKR_FUNCTION_NOT_SUPPORTED for a call without a handler, and as the handler.
 */
export function readRequest(message: Buffer): Request {
  const cursor = new Cursor(message);
  const call = callOf(cursor.uint32());
  if (!call || cursor.bytes()?.toString("latin1") !== call.request) throw malformed();
  const handler = HANDLERS.get(call.name);
  if (!handler) throw new CkError(CKR.FUNCTION_NOT_SUPPORTED);
  const args = new ArgumentReader(cursor, call.request);
  const invocation = handler(args);
  args.end();
  return { call, ...invocation };
}
