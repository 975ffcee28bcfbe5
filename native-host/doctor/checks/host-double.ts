import { existsSync, realpathSync } from "node:fs";
import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import { shownPath } from "../facts/shown-path";

/** Whether browsers find one host only: a clone and a package, or two clones, go their own ways at the next update. */
export const hostDouble: Check<"host.double"> = {
  id: "host.double",
  weight: "advice",
  systems: ["linux", "darwin"],
  async examine(patient) {
    const programs = (await patient.registrations()).flatMap(({ program, problem }) =>
      program === null || problem !== null ? [] : [program],
    );
    const different = new Set(programs.map((path) => (existsSync(path) ? realpathSync(path) : path)));
    if (programs.length === 0) return { waitsFor: "host.registered" };
    if (different.size === 1) return { outcome: "single" };
    return {
      outcome: "two",
      details: { programs: [...different].map((path) => shownPath(path)).join(", ") },
      command: ownCommand(patient.start, "uninstall --user"),
    };
  },
};
