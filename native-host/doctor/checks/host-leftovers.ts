import { rmSync } from "node:fs";
import { orWriteError } from "../../install/files";
import type { Check } from "../check";
import { leftovers } from "../facts/leftovers";
import { ownCommand } from "../facts/own-command";
import { shownPath } from "../facts/shown-path";

/** Whether an interrupted registration has left something. */
export const hostLeftovers: Check<"host.leftovers"> = {
  id: "host.leftovers",
  weight: "advice",
  systems: ["linux", "darwin"],
  async examine(patient) {
    const left = leftovers(patient.systemRoot, patient.now);
    if (left.length === 0) return { outcome: "clean" };
    return {
      outcome: "left",
      details: { paths: left.map((path) => shownPath(path)).join(", ") },
      command: ownCommand(patient.start, "doctor --fix"),
    };
  },
  async mend(patient) {
    const left = leftovers(patient.systemRoot, patient.now);
    for (const path of left) orWriteError(path, () => rmSync(path, { recursive: true }));
    return left;
  },
};
