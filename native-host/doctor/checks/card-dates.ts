import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";
import { readyCard } from "../facts/cards";

/** Milliseconds before the end of a certificate in which a new card should be asked for. */
const SOON = 60 * 24 * 3600 * 1000;

/** Whether the certificate on the card is valid now, by the computer's clock. */
export const cardDates: Check<"card.dates"> = {
  id: "card.dates",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "card.dates");
    if ("waitsFor" in way) return way;
    const ready = way.card === null ? null : readyCard(way.card);
    if (ready === null) return { waitsFor: "card.known" };
    const { notBefore, notAfter } = ready.certificate;
    const details = { from: dayOf(notBefore), until: dayOf(notAfter) };
    const now = patient.now.getTime();
    if (now > Date.parse(notAfter)) return { outcome: "expired", details };
    if (now < Date.parse(notBefore)) return { outcome: "early", details };
    return { outcome: now + SOON > Date.parse(notAfter) ? "soon" : "valid", details };
  },
};

/** The day of an ISO 8601 time. */
function dayOf(time: string): string {
  return time.slice(0, 10);
}
