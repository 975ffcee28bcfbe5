import type { Logins } from "../login/logins";
import type { Handlers } from "./context";

/** Ends a login: its connection is closed, nothing of it is kept. */
export function closeLoginRequest(logins: Logins): Handlers["closeLogin"] {
  return async ({ login }) => {
    await logins.close(login);
    return {};
  };
}
