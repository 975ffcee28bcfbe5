import { lookup } from "node:dns/promises";
import { hostOf, isIpAddress, isLoopbackName } from "../../address";
import type { Check } from "../check";
import { lookOnTheWay } from "../facts/portal-trouble";

/** Whether the name service knows the portal. Behind a proxy that is the proxy's work. */
export const portalName: Check<"portal.name"> = {
  id: "portal.name",
  weight: "portal",
  async examine(patient) {
    const { portal } = patient;
    if (portal === null) return { outcome: "not-asked" };
    const host = hostOf(portal);
    const { proxy } = await patient.wayOut();
    if (proxy !== null) return { outcome: "by-proxy", details: { host, proxy } };
    const way = await lookOnTheWay(patient, "portal.name");
    if ("waitsFor" in way) return way;
    if (way.trouble !== null || !(await isKnown(host))) return { outcome: "unknown", details: { host } };
    return { outcome: "resolved", details: { host } };
  },
};

async function isKnown(host: string): Promise<boolean> {
  if (isIpAddress(host) || isLoopbackName(host)) return true;
  return lookup(host).then(
    () => true,
    () => false,
  );
}
