import { isManagedPortal } from "../managed/settings";
import { isKnownPortal, knowPortal } from "../remembered/known-portals";
import { rememberLoginAddress, type AddressKind } from "../remembered/login-addresses";
import { forgetPortal, rememberedPortals, rememberPortal } from "../remembered/portals";
import type { AccessOfLogins } from "../remembered/login-access";
import type { PortalMemory, TabPlace } from "./contracts";
import type { LoginOrder } from "./login/parts";

/** As what an address is remembered, by what began the login. Where the connection fails, the next visit fails, too. */
const KINDS: Readonly<Record<LoginOrder["begunBy"], AddressKind | null>> = {
  failure: null,
  // After a while browsers go to http at once.
  fallback: "page",
  page: "login",
  address: "login",
  person: "page",
  "led-on": "login",
};

/** What is kept of the portal of one login. A private window leaves no traces. */
export function portalMemory(
  accessOfLogins: AccessOfLogins,
  { tabId, incognito }: TabPlace,
  { request: { url }, begunBy, access }: LoginOrder,
): PortalMemory {
  const { origin } = new URL(url);
  const loginAccess = accessOfLogins.begin(tabId, incognito, access);
  return {
    isRemembered: async () => (await rememberedPortals()).includes(origin) || isManagedPortal(origin),
    async remember() {
      if (incognito) return;
      await rememberPortal(origin);
      await loginAccess.keep();
      const kind = KINDS[begunBy];
      if (kind !== null) await rememberLoginAddress(url, kind);
    },
    forget: () => forgetPortal(origin),
    isKnown: () => isKnownPortal(origin),
    succeeded: async () => {
      if (!incognito) await knowPortal(origin);
    },
    over: (ending) => loginAccess.end(ending),
  };
}
