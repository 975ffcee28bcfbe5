import type { ErrorCode } from "../../../shared/errors";
import { hostOf } from "../../address";
import type { Check } from "../check";
import { lookOnTheWay } from "../facts/portal-trouble";
import type { OutcomeOf } from "../outcomes";

const OUTCOME: Readonly<Partial<Record<ErrorCode, OutcomeOf<"portal.reachable">>>> = {
  "server.timeout": "silent",
  "server.cut": "cut",
};

/** Whether the portal's server takes a connection. */
export const portalReachable: Check<"portal.reachable"> = {
  id: "portal.reachable",
  weight: "portal",
  async examine(patient) {
    const { portal } = patient;
    if (portal === null) return { outcome: "not-asked" };
    const way = await lookOnTheWay(patient, "portal.reachable");
    if ("waitsFor" in way) return way;
    const host = hostOf(portal);
    if (way.trouble === null) return { outcome: "reached", details: { host } };
    const { code, details } = way.trouble;
    return { outcome: OUTCOME[code] ?? "unreachable", details: { host, reason: details["reason"] ?? code } };
  },
};
