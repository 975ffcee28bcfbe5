import { isKnownPortal, knowPortal } from "../remembered/known-portals";
import { rememberLoginAddress } from "../remembered/login-addresses";
import { forgetPortal, rememberedPortals, rememberPortal } from "../remembered/portals";
import { PrivateAccess } from "../remembered/private-access";
import type { PortalMemory, TabPlace } from "./contracts";
import type { LoginOrder } from "./login/parts";

/**
 * Whether an address is for the login alone, by what began it. Where the connection fails, the next visit fails, too. A
 * page that may be the right one is not to be taken away.
 */
const IS_FOR_LOGIN: Readonly<Record<LoginOrder["begunBy"], boolean>> = {
  failure: false,
  page: true,
  address: true,
  person: false,
  "led-on": true,
};

/** What is kept of the portal of one login. A private window leaves no traces. */
export function portalMemory({ incognito }: TabPlace, { request: { url }, begunBy, access }: LoginOrder): PortalMemory {
  const { origin } = new URL(url);
  const privateAccess = incognito ? new PrivateAccess(access) : null;
  return {
    isRemembered: async () => (await rememberedPortals()).includes(origin),
    async remember() {
      if (incognito) return;
      await rememberPortal(origin);
      if (IS_FOR_LOGIN[begunBy]) await rememberLoginAddress(url);
    },
    forget: () => forgetPortal(origin),
    isKnown: () => isKnownPortal(origin),
    succeeded: async () => {
      if (!incognito) await knowPortal(origin);
    },
    over: async () => privateAccess?.end(),
  };
}
