import { hostOf } from "../../address";
import type { Check } from "../check";
import { lookOnTheWay } from "../facts/portal-trouble";

/** From here on, the server says that it is broken (RFC 9110 §15.6). */
const BROKEN = 500;

/** Whether the portal answers a request without a card, if only by a refusal. */
export const portalAnswers: Check<"portal.answers"> = {
  id: "portal.answers",
  weight: "portal",
  async examine(patient) {
    const { portal } = patient;
    if (portal === null) return { outcome: "not-asked" };
    const way = await lookOnTheWay(patient, "portal.answers");
    if ("waitsFor" in way) return way;
    const answer = (await patient.portalSeen())?.answer ?? { kind: "silent" };
    const host = hostOf(portal);
    if (answer.kind === "silent") return { outcome: "silent", details: { host } };
    if (answer.status === null) return { outcome: "refuses", details: { host } };
    return { outcome: answer.status >= BROKEN ? "down" : "answers", details: { host, status: answer.status } };
  },
};
