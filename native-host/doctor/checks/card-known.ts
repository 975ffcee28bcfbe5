import type { ErrorCode } from "../../../shared/errors";
import { VarcoError } from "../../../shared/errors";
import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";
import { readyCard } from "../facts/cards";

const NOT_FOR_US: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["card.not-cns"]);

/** Whether Varco knows the kind of card. */
export const cardKnown: Check<"card.known"> = {
  id: "card.known",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "card.known");
    if ("waitsFor" in way) return way;
    const { trouble, card } = way;
    if (trouble === null) {
      const family = card === null ? null : (readyCard(card)?.family ?? null);
      if (card !== null && card.through !== null) return { outcome: "through", details: { program: card.through } };
      return { outcome: "known", details: { family: family ?? "CNS" } };
    }
    if (NOT_FOR_US.has(trouble.code)) return { outcome: "not-cns" };
    if (trouble.code === "card.unsupported")
      return { outcome: "unsupported", details: { family: trouble.details["family"] ?? null } };
    return { outcome: "unreadable", details: { reason: new VarcoError(trouble.code, trouble.details).message } };
  },
};
