import { isManagedPortal } from "../managed/settings";
import { isKnownPortal, knowPortal } from "../remembered/known-portals";
import { forgetLoginAddress, rememberLoginAddress, type AddressKind } from "../remembered/login-addresses";
import { forgetPortal, rememberedPortals, rememberPortal } from "../remembered/portals";
import type { AccessOfLogins } from "../remembered/login-access";
import type { PortalMemory, TabPlace } from "./contracts";
import type { LoginOrder } from "./login/parts";

/** As what an address is remembered, by what began the login. What has begun by its address is remembered already. */
const KINDS: Readonly<Record<LoginOrder["begunBy"], AddressKind | null>> = {
  failure: "failing",
  // After a while browsers go to http at once.
  fallback: "page",
  page: "login",
  address: null,
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
    forgetAddress: () => forgetLoginAddress(url),
    isKnown: () => isKnownPortal(origin),
    succeeded: async () => {
      if (!incognito) await knowPortal(origin);
    },
    over: (ending) => loginAccess.end(ending),
  };
}
