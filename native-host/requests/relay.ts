import type { RelaySessions } from "../relay/relay-sessions";
import { parseHttpsUrl } from "../address";
import type { Handlers } from "../messaging/handlers";

/** Sends one request of the browser over the login's connection and returns the answer. */
export function relayRequest(sessions: RelaySessions): Handlers["relay"] {
  return async ({ login, method, url, headers }, context) => {
    const {
      status,
      headers: answered,
      body,
    } = await sessions.get(login).request({ method, url: parseHttpsUrl(url), headers, body: context.body }, context);
    await context.sendBody(body);
    return { status, headers: answered, bodyLength: body.length };
  };
}
