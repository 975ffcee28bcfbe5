import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import { usedRegistrations } from "../facts/registrations";
import { shownPath } from "../facts/shown-path";

/** Whether what browsers find leads to a program that they may start. */
export const hostProgram: Check<"host.program"> = {
  id: "host.program",
  weight: "login",
  systems: ["linux", "darwin", "win32"],
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
  async mend(patient) {
    const all = await patient.registrations();
    const broken = usedRegistrations(all).filter(({ problem }) => problem !== null);
    return patient.registrar.mend(
      broken.map(({ browser }) => browser),
      all,
    );
  },
};
