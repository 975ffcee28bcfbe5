import type { RelaySessions } from "../relay/relay-sessions";
import type { Handlers } from "../messaging/handlers";
import { giveMemoryBack } from "./freed-memory";

/** Ends a login: closes its connection and keeps nothing of it. */
export function closeLoginRequest(sessions: RelaySessions): Handlers["closeLogin"] {
  return async ({ login }) => {
    await sessions.close(login);
    await giveMemoryBack();
    return {};
  };
}
