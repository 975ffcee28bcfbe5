import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import { mendRegistrations } from "../facts/register-for-person";
import { usedRegistrations } from "../facts/registrations";
import { shownPath } from "../facts/shown-path";

/** Whether what browsers find leads to a program that they may start. */
export const hostProgram: Check<"host.program"> = {
  id: "host.program",
  weight: "login",
  systems: ["linux", "darwin"],
  async examine(patient) {
    const used = usedRegistrations(await patient.registrations());
    if (used.length === 0) return { waitsFor: "host.registered" };
    const broken = used.find(({ problem }) => problem !== null);
    if (broken === undefined) {
      const programs = new Set(used.map(({ program }) => shownPath(program ?? "")));
      return { outcome: "starts", details: { program: [...programs].join(", ") } };
    }
    const { browser, path, program, problem } = broken;
    return {
      outcome: problem ?? "damaged",
      details: { browser, path: shownPath(path), program: shownPath(program ?? "") },
      command: ownCommand(patient.start, broken.of === "person" ? "doctor --fix" : "install"),
    };
  },
  mend: mendRegistrations,
};
