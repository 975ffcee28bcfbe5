import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";
import { readyCard } from "../facts/cards";

/** How many tries of the PIN are left. Asking spends none. */
export const cardPin: Check<"card.pin"> = {
  id: "card.pin",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "card.pin");
    if ("waitsFor" in way) return way;
    const ready = way.card === null ? null : readyCard(way.card);
    if (ready === null) return { waitsFor: "card.known" };
    const { triesLeft, blocked } = ready.pin;
    if (blocked) return { outcome: "blocked" };
    if (triesLeft === null) return { outcome: "untold" };
    return { outcome: triesLeft === 1 ? "last" : "tries", details: { tries: triesLeft } };
  },
};
