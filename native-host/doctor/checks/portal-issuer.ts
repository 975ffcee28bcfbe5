import { hostOf } from "../../address";
import type { Check } from "../check";
import { cardTrouble } from "../facts/card-trouble";
import { bestOf, readyCard } from "../facts/cards";
import { lookOnTheWay } from "../facts/portal-trouble";

/** Whether the portal names the issuer of the card among those that it accepts. */
export const portalIssuer: Check<"portal.issuer"> = {
  id: "portal.issuer",
  weight: "portal",
  async examine(patient) {
    const { portal } = patient;
    if (portal === null) return { outcome: "not-asked" };
    const way = await lookOnTheWay(patient, "portal.issuer");
    if ("waitsFor" in way) return way;
    if (way.probed?.asks !== true) return { waitsFor: "portal.asks" };
    const host = hostOf(portal);
    const { issuers } = way.probed;
    if (issuers.length === 0) return { outcome: "any", details: { host } };
    const trouble = await cardTrouble(patient);
    if (trouble !== null) return { waitsFor: trouble.at };
    const card = bestOf((await patient.cards()).cards);
    const issuer = (card === null ? null : readyCard(card))?.certificate.issuer ?? "";
    const details = { host, issuer: issuer.split("\n").join(", ") };
    return { outcome: issuers.includes(issuer) ? "accepted" : "not-accepted", details };
  },
};
