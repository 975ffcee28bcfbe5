import type { Check } from "../check";
import { listedModules } from "../facts/nss-modules";
import { word } from "../facts/own-command";
import { shownPath } from "../facts/shown-path";

/** Whether a browser of this person loads another module for cards by its own list. */
export const middlewareNss: Check<"middleware.nss"> = {
  id: "middleware.nss",
  weight: "advice",
  systems: ["linux"],
  async examine() {
    const listed = listedModules();
    const [first] = listed;
    if (first === undefined) return { outcome: "alone" };
    return {
      outcome: "others",
      details: { modules: listed.map(({ name, database }) => `${name} (${shownPath(database)})`).join(", ") },
      command: `modutil -force -dbdir ${word(`sql:${first.database}`)} -delete ${word(first.name)}`,
    };
  },
};
