import { hostOf } from "../../address";
import type { Check } from "../check";
import { lookOnTheWay } from "../facts/portal-trouble";

/** Whether the portal asks for a certificate at this address. */
export const portalAsks: Check<"portal.asks"> = {
  id: "portal.asks",
  weight: "portal",
  async examine(patient) {
    const { portal } = patient;
    if (portal === null) return { outcome: "not-asked" };
    const way = await lookOnTheWay(patient, "portal.asks");
    if ("waitsFor" in way) return way;
    return { outcome: way.probed?.asks === true ? "asks" : "does-not-ask", details: { host: hostOf(portal) } };
  },
};
