import { request, type IncomingMessage } from "node:http";
import { authorityOf } from "../address";
import { wantsTicket, withTicket, type Proxy, type Route } from "./proxy";
import { secured } from "./secured";
import { ticketFor } from "./ticket";

/** A proxy to which no connection came about. */
class Unreachable extends Error {}

/**
 * Gets a document over plain http, by its next way where a proxy cannot be reached. Throws an `Error` that says why
 * there is no document. `authorities`: PEM texts, for a proxy that is spoken to by TLS.
 */
export async function fetchByRoute(
  address: string,
  route: Route,
  signal: AbortSignal,
  authorities: () => readonly string[],
): Promise<AsyncIterable<Uint8Array>> {
  if (route === "direct") return fetchDirectly(address, signal);
  try {
    return await fetchByProxy(address, route, signal, authorities);
  } catch (thrown) {
    if (!(thrown instanceof Unreachable) || route.next === null || signal.aborted) throw thrown;
    return fetchByRoute(address, route.next, signal, authorities);
  }
}

async function fetchDirectly(address: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
  // A redirect to anything but http and https is a failure of fetch itself (Fetch standard, HTTP-redirect fetch).
  const { ok, status, body } = await fetch(address, { signal, credentials: "omit" });
  if (!ok) throw new Error(`status ${status}`);
  return body ?? (async function* nothing() {})();
}

/** In absolute-form (RFC 9112 §3.2.2). Follows no redirect. */
async function fetchByProxy(
  address: string,
  proxy: Proxy,
  signal: AbortSignal,
  authorities: () => readonly string[],
): Promise<IncomingMessage> {
  const { host, port, isSecure, authorization } = proxy;
  const headers = { Host: new URL(address).host, ...(authorization && { "Proxy-Authorization": authorization }) };
  const connecting = isSecure && { createConnection: () => secured(proxy, authorities()) };
  const asked = request({ host, port, path: address, headers, signal, ...connecting });
  asked.end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    let connected = false;
    asked.once("socket", (socket) => socket.once(isSecure ? "secureConnect" : "connect", () => (connected = true)));
    asked.once("response", resolve);
    asked.once("error", (error) => {
      reject(connected ? error : new Unreachable(error.message, { cause: error }));
    });
  });
  if (answer.statusCode === 200) return answer;
  answer.destroy();
  if (answer.statusCode === 407 && wantsTicket(proxy, answer.headers["proxy-authenticate"])) {
    const token = await ticketFor(host);
    if (token !== null) return fetchByProxy(address, withTicket(proxy, token), signal, authorities);
  }
  throw new Error(`status ${answer.statusCode ?? 0}, proxy ${authorityOf(proxy)}`);
}
