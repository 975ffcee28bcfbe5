import { hostOf } from "../../address";
import type { Check } from "../check";
import { lookOnTheWay } from "../facts/portal-trouble";

/** Whether the portal speaks a version of TLS that Varco accepts. */
export const portalTls: Check<"portal.tls"> = {
  id: "portal.tls",
  weight: "portal",
  async examine(patient) {
    const { portal } = patient;
    if (portal === null) return { outcome: "not-asked" };
    const way = await lookOnTheWay(patient, "portal.tls");
    if ("waitsFor" in way) return way;
    const host = hostOf(portal);
    if (way.trouble === null) return { outcome: "modern", details: { host, tls: way.probed?.tls ?? "TLS ≥ 1.2" } };
    if (way.trouble.code === "server.tls-too-old") return { outcome: "old", details: { host } };
    return { outcome: "failed", details: { host, reason: way.trouble.details["reason"] ?? null } };
  },
};
