import type { Check } from "../check";
import { lookOnTheWay } from "../facts/card-trouble";

/** Whether the smart-card service sees a reader. */
export const readerPresent: Check<"reader.present"> = {
  id: "reader.present",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "reader.present");
    if ("waitsFor" in way) return way;
    if (way.trouble !== null) return { outcome: "none" };
    return { outcome: "found", details: { readers: (await patient.cards()).readers.join(", ") } };
  },
};
