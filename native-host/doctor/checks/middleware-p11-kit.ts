import { modulePlaces } from "../../install/module-state";
import type { Check } from "../check";
import { otherModules, turnOff } from "../facts/p11-kit-modules";
import { shownPath } from "../facts/shown-path";

/** Whether p11-kit loads another module for cards into the browsers. */
export const middlewareP11Kit: Check<"middleware.p11-kit"> = {
  id: "middleware.p11-kit",
  weight: "advice",
  systems: ["linux"],
  async examine({ systemRoot }) {
    const places = modulePlaces(systemRoot);
    const others = places === null ? [] : otherModules(places);
    const [first] = others;
    if (first === undefined || places === null) return { outcome: "alone" };
    return {
      outcome: "others",
      details: { modules: others.map(({ library, file }) => `${library} (${shownPath(file)})`).join(", ") },
      command: turnOff(first.file, places.user),
    };
  },
};
