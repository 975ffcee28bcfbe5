import type { ErrorCode } from "../../../shared/errors";
import type { Check } from "../check";
import { lookOnTheWay } from "../facts/portal-trouble";
import type { OutcomeOf } from "../outcomes";

const OUTCOME: Readonly<Partial<Record<ErrorCode, OutcomeOf<"proxy.usable">>>> = {
  "proxy.unreachable": "unreachable",
  "proxy.refused": "refused",
  "proxy.password": "password",
  "proxy.script": "script",
};

/** Whether this person's settings name a proxy, and whether it can be used. */
export const proxyUsable: Check<"proxy.usable"> = {
  id: "proxy.usable",
  weight: "login",
  async examine(patient) {
    const { proxy, unreachable } = await patient.wayOut();
    if (unreachable !== null) return { outcome: "unreachable", details: { proxy, reason: unreachable } };
    const way = await lookOnTheWay(patient, "proxy.usable");
    if ("waitsFor" in way) return way;
    if (way.trouble === null) return proxy === null ? { outcome: "none" } : { outcome: "usable", details: { proxy } };
    const { code, details } = way.trouble;
    return { outcome: OUTCOME[code] ?? "unusable", details };
  },
};
