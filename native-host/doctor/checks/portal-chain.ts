import type { ErrorCode } from "../../../shared/errors";
import { hostOf } from "../../address";
import type { Check } from "../check";
import { lookOnTheWay } from "../facts/portal-trouble";
import type { OutcomeOf } from "../outcomes";

const OUTCOME: Readonly<Partial<Record<ErrorCode, OutcomeOf<"portal.chain">>>> = {
  "server.name": "name",
  "server.expired": "expired",
};

/** Whether this computer trusts the portal's certificate, which may have to be completed (RFC 5280 §4.2.2.1). */
export const portalChain: Check<"portal.chain"> = {
  id: "portal.chain",
  weight: "portal",
  async examine(patient) {
    const { portal } = patient;
    if (portal === null) return { outcome: "not-asked" };
    const way = await lookOnTheWay(patient, "portal.chain");
    if ("waitsFor" in way) return way;
    const host = hostOf(portal);
    if (way.trouble !== null) {
      const { reason = null, missing = null } = way.trouble.details;
      if (missing !== null) return { outcome: "incomplete", details: { host, reason: missing } };
      return { outcome: OUTCOME[way.trouble.code] ?? "untrusted", details: { host, reason } };
    }
    const completed = (await patient.portalSeen())?.completed ?? false;
    return { outcome: completed ? "completed" : "trusted", details: { host } };
  },
};
