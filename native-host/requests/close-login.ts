import type { RelaySessions } from "../relay/relay-sessions";
import type { Handlers } from "./context";

/** Ends a login: its connection is closed, nothing of it is kept. */
export function closeLoginRequest(logins: RelaySessions): Handlers["closeLogin"] {
  return async ({ login }) => {
    await logins.close(login);
    return {};
  };
}
