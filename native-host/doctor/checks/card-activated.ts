import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";

/** Whether the card holds a certificate. One that was never activated holds none. */
export const cardActivated: Check<"card.activated"> = {
  id: "card.activated",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "card.activated");
    if ("waitsFor" in way) return way;
    return { outcome: way.trouble === null ? "activated" : "empty" };
  },
};
