import type { Handler } from "./handler";

/** C_OpenSession. */
export const openSession: Handler = (read) => {
  const slot = read.ulong();
  const flags = read.ulong();
  return { session: null, run: async (token, answer) => answer.ulong(await token.openSession(slot, flags)) };
};

/** C_CloseSession. */
export const closeSession: Handler = (read) => {
  const session = read.ulong();
  return { session, run: (token) => token.closeSession(session) };
};

/** C_CloseAllSessions. */
export const closeAllSessions: Handler = (read) => {
  const slot = read.ulong();
  return { session: null, run: (token) => token.closeAllSessions(slot) };
};

/** C_GetSessionInfo; there is no error of a device to tell. */
export const getSessionInfo: Handler = (read) => {
  const session = read.ulong();
  return {
    session,
    run: async (token, answer) => {
      const info = await token.getSessionInfo(session);
      answer.ulong(info.slot);
      answer.ulong(info.state);
      answer.ulong(info.flags);
      answer.ulong(0);
    },
  };
};

/** C_Login. */
export const login: Handler = (read) => {
  const session = read.ulong();
  const userType = read.ulong();
  const pin = read.secret();
  return { session, run: (token) => token.login(session, userType, pin) };
};

/** C_Logout. */
export const logout: Handler = (read) => {
  const session = read.ulong();
  return { session, run: (token) => token.logout(session) };
};

/** C_SetPIN. */
export const setPin: Handler = (read) => {
  const session = read.ulong();
  const oldPin = read.secret();
  const newPin = read.secret();
  return { session, run: (token) => token.setPin(session, oldPin, newPin) };
};
