import type { Handlers } from "../../../../native-host/messaging/handlers";

const PIN_STATE = { triesLeft: 3, blocked: false };
const MODULE = { state: "possible" } as const;

/** Handlers that do nothing but answer; a login asks for the PIN, and a request gets its own body back. */
export const HANDLERS: Handlers = {
  probe: async () => ({ asks: true, issuers: [], tls: "TLSv1.3" }),
  look: async () => ({ asks: true }),
  openLogin: async ({ origin, reader }, { askPin, progress }) => {
    progress("card");
    await askPin({ origin, reader, triesLeft: null });
    return { login: 1 };
  },
  relay: async (_params, { body, sendBody }) => {
    await sendBody(body);
    return { status: 200, headers: [], bodyLength: body.length };
  },
  closeLogin: async () => ({}),
  module: async () => MODULE,
  inspectCard: async () => ({ serial: null, pin: PIN_STATE, puk: PIN_STATE, certificate: "" }),
  changePin: async () => ({ pin: PIN_STATE }),
  unblockPin: async () => ({ pin: PIN_STATE, puk: PIN_STATE }),
  testCard: async () => ({}),
  registerModule: async () => MODULE,
  unregisterModule: async () => MODULE,
  doctor: async () => ({ ready: true, checks: [] }),
};
