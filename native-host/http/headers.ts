import { validateHeaderName, validateHeaderValue, type IncomingMessage } from "node:http";
import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import type { HeaderList } from "../../shared/messages";

/**
 * Fields that belong to the connection and not to the request (RFC 9110 §7.6.1), and fields that the client sets
 * itself: length, host, and the encodings that it can undo.
 */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "expect",
  "content-length",
  "host",
  "accept-encoding",
]);

/** The caller's fields that may go into a request, in their order. Throws `message.malformed`. */
export function requestHeaders(headers: HeaderList): HeaderList {
  return headers.filter(([name, value]) => {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (error) {
      // The value may be a cookie: the error tells only the name.
      throw new VarcoError("message.malformed", { reason: `header field "${name.slice(0, 64)}"` }, { cause: error });
    }
    return !OWN_FIELDS.has(name.toLowerCase());
  });
}

/** The answer's fields in their order; repeated ones (Set-Cookie) stay repeated. Throws `server.http`. */
export function answerHeaders({ rawHeaders }: Pick<IncomingMessage, "rawHeaders">, host: string): HeaderList {
  const headers: HeaderList = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2)
    headers.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  if (headers.length > LIMITS.headerCount)
    throw new VarcoError("server.http", { host, reason: `more than ${LIMITS.headerCount} header fields` });
  if (headers.some(([name]) => name.length > LIMITS.headerName))
    throw new VarcoError("server.http", { host, reason: "a header field with an endless name" });
  if (headers.some(([, value]) => value.includes("\0")))
    throw new VarcoError("server.http", { host, reason: "a zero byte in a header field" });
  if (hasTwoFramings(headers))
    throw new VarcoError("server.http", { host, reason: "a length and chunks in one answer" });
  return headers;
}

/** Such an answer has two ends, and two readers may choose differently (RFC 9112 §6.3). */
function hasTwoFramings(headers: HeaderList): boolean {
  const has = (wanted: string, value: RegExp): boolean =>
    headers.some(([name, found]) => name.toLowerCase() === wanted && value.test(found));
  return has("content-length", /^/) && has("transfer-encoding", /\bchunked\b/i);
}
