import { toVarcoError, VarcoError } from "../../shared/errors";

/** Codes of Node's errors for a connection that ended too early. */
const CUT_CODES: ReadonlySet<string> = new Set([
  "ECONNRESET",
  "EPIPE",
  "ERR_STREAM_PREMATURE_CLOSE",
  "ERR_STREAM_DESTROYED",
]);

/** Translates an error of Node's HTTP client, or of the TLS under it, into one of the closed list. */
export function describeHttpError(error: unknown, host: string): VarcoError {
  if (error instanceof VarcoError || !(error instanceof Error)) return toVarcoError(error);
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  // Codes of llhttp, the parser.
  if (code.startsWith("HPE_")) return new VarcoError("server.http", { host, reason: error.message }, { cause: error });
  if (CUT_CODES.has(code)) return new VarcoError("server.cut", { host }, { cause: error });
  return toVarcoError(error);
}
