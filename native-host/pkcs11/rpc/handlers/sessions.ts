import type { Handler } from "./handler";

/** C_OpenSession. */
export const openSession: Handler = (args) => {
  const slot = args.ulong();
  const flags = args.ulong();
  return { session: null, run: async (token, response) => response.ulong(await token.openSession(slot, flags)) };
};

/** C_CloseSession. */
export const closeSession: Handler = (args) => {
  const session = args.ulong();
  return { session, run: (token) => token.closeSession(session) };
};

/** C_CloseAllSessions. */
export const closeAllSessions: Handler = (args) => {
  const slot = args.ulong();
  return { session: null, run: (token) => token.closeAllSessions(slot) };
};

/** C_GetSessionInfo. The device error is always 0. */
export const getSessionInfo: Handler = (args) => {
  const session = args.ulong();
  return {
    session,
    run: async (token, response) => {
      const info = await token.getSessionInfo(session);
      response.ulong(info.slot);
      response.ulong(info.state);
      response.ulong(info.flags);
      response.ulong(0);
    },
  };
};

/** C_Login. */
export const login: Handler = (args) => {
  const session = args.ulong();
  const userType = args.ulong();
  const pin = args.secret();
  return { session, run: (token) => token.login(session, userType, pin) };
};

/** C_Logout. */
export const logout: Handler = (args) => {
  const session = args.ulong();
  return { session, run: (token) => token.logout(session) };
};

/** C_SetPIN. */
export const setPin: Handler = (args) => {
  const session = args.ulong();
  const oldPin = args.secret();
  const newPin = args.secret();
  return { session, run: (token) => token.setPin(session, oldPin, newPin) };
};
