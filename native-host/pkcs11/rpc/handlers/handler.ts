import type { Cryptoki } from "../../cryptoki";
import type { ArgumentReader, BufferSize } from "../arguments";
import type { ResponseWriter } from "../response";

/** A call whose arguments have been read. */
export interface Invocation {
  /** The session of the call, or null. The server runs the calls of one session one after the other. */
  readonly session: number | null;
  /** Calls the token and writes the result. Throws CkError. */
  readonly run: (token: Cryptoki, response: ResponseWriter) => Promise<void>;
}

/** Reads all arguments of a call. */
export type Handler = (args: ArgumentReader) => Invocation;

/** Writes the numbers; writes only their count when the client's buffer is too small. Source: PKCS#11 v2.40 §5.2. */
export function writeUlongs(response: ResponseWriter, buffer: BufferSize, values: readonly number[]): void {
  if (values.length > (buffer ?? 0)) response.ulongsNeeded(values.length);
  else response.ulongs(values);
}
