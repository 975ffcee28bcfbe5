import { removeUnfinished } from "../../install/unfinished";
import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import { shownPath } from "../facts/shown-path";

/** Whether an interrupted registration has left something. */
export const hostLeftovers: Check<"host.leftovers"> = {
  id: "host.leftovers",
  weight: "advice",
  systems: ["linux", "darwin", "win32"],
  async examine({ registrar, start }) {
    const left = registrar.unfinished();
    if (left.length === 0) return { outcome: "clean" };
    return {
      outcome: "left",
      details: { paths: left.map((path) => shownPath(path)).join(", ") },
      command: ownCommand(start, "doctor --fix"),
    };
  },
  mend: async ({ registrar }) => removeUnfinished(registrar.unfinished()),
};
