import { InstallRecord } from "../../install/install-record";
import { modulePlaces } from "../../install/module-state";
import { removeUnfinished, unfinished } from "../../install/unfinished";
import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import { shownPath } from "../facts/shown-path";

/** Whether an interrupted registration has left something. */
export const hostLeftovers: Check<"host.leftovers"> = {
  id: "host.leftovers",
  weight: "advice",
  systems: ["linux", "darwin"],
  async examine(patient) {
    const user = modulePlaces(patient.systemRoot)?.user;
    const left = user === undefined ? [] : unfinished(user, new InstallRecord(user.folder));
    if (left.length === 0) return { outcome: "clean" };
    return {
      outcome: "left",
      details: { paths: left.map((path) => shownPath(path)).join(", ") },
      command: ownCommand(patient.start, "doctor --fix"),
    };
  },
  async mend(patient) {
    const user = modulePlaces(patient.systemRoot)?.user;
    return user === undefined ? [] : removeUnfinished(user, new InstallRecord(user.folder));
  },
};
