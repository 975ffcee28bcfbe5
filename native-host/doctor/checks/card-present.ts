import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";
import { readyCard } from "../facts/cards";

/** Whether a card is in a reader and answers. */
export const cardPresent: Check<"card.present"> = {
  id: "card.present",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "card.present");
    if ("waitsFor" in way) return way;
    if (way.trouble !== null) return { outcome: way.trouble.code === "card.mute" ? "mute" : "none" };
    const { cards } = await patient.cards();
    const details = { reader: way.card?.reader ?? null };
    return { outcome: cards.filter((card) => readyCard(card)).length > 1 ? "several" : "found", details };
  },
};
