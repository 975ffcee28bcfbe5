import type { RelaySessions } from "../relay/relay-sessions";
import { parseHttpsUrl } from "../tls/address";
import type { Handlers } from "./context";

/** Sends one request of the browser over the login's connection and gives the answer back. */
export function relayRequest(logins: RelaySessions): Handlers["relay"] {
  return async ({ login, method, url, headers }, person) => {
    const {
      status,
      headers: answered,
      body,
    } = await logins.get(login).request({ method, url: parseHttpsUrl(url), headers, body: person.body }, person);
    await person.sendBody(body);
    return { status, headers: answered, bodyLength: body.length };
  };
}
