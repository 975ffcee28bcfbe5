import type { Check } from "../check";

/** Whether the extension may hand logins over to portals. Only the extension knows. */
export const portalPermission: Check<"portal.permission"> = {
  id: "portal.permission",
  weight: "advice",
  async examine({ extension }) {
    if (extension === null) return { outcome: "outside" };
    return extension.sites === 0 ? { outcome: "later" } : { outcome: "allowed", details: { count: extension.sites } };
  },
};
