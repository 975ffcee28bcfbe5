import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";

/** Whether the reader reads the card by its contacts. By radio a CNS lets nobody log in. */
export const cardContact: Check<"card.contact"> = {
  id: "card.contact",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "card.contact");
    if ("waitsFor" in way) return way;
    return { outcome: way.trouble === null ? "contacts" : "radio", details: { reader: way.card?.reader ?? null } };
  },
};
