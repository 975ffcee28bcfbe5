import { request, type IncomingMessage } from "node:http";
import { authorityOf } from "../address";
import { wantsTicket, withTicket, type Proxy } from "./proxy";
import { ticketFor } from "./ticket";

/**
 * Gets a document over plain http by a proxy (absolute-form, RFC 9112 §3.2.2). Follows no redirect. Throws an `Error`
 * that says why there is no document.
 */
export async function fetchByProxy(address: string, proxy: Proxy, signal: AbortSignal): Promise<IncomingMessage> {
  const { host, port, authorization } = proxy;
  const headers = { Host: new URL(address).host, ...(authorization && { "Proxy-Authorization": authorization }) };
  const asked = request({ host, port, path: address, headers, signal });
  asked.end();
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.once("response", resolve);
    asked.once("error", reject);
  });
  if (answer.statusCode === 200) return answer;
  answer.destroy();
  if (answer.statusCode === 407 && wantsTicket(proxy, answer.headers["proxy-authenticate"])) {
    const token = await ticketFor(host);
    if (token !== null) return fetchByProxy(address, withTicket(proxy, token), signal);
  }
  throw new Error(`status ${answer.statusCode ?? 0}, proxy ${authorityOf(proxy)}`);
}
