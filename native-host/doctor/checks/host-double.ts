import { existsSync, realpathSync } from "node:fs";
import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import type { HostRegistration } from "../facts/registrations";
import { shownPath } from "../facts/shown-path";

/** Whether browsers find one host only: a clone and a package, or two clones, go their own ways at the next update. */
export const hostDouble: Check<"host.double"> = {
  id: "host.double",
  weight: "advice",
  systems: ["linux", "darwin", "win32"],
  async examine({ start, registrar, registrations }) {
    const all = await registrations();
    const programs = differentPrograms(all);
    if (programs.length === 0) return { waitsFor: "host.registered" };
    if (programs.length === 1) return { outcome: "single" };
    const details = { programs: programs.map((path) => shownPath(path)).join(", ") };
    if (differentPrograms(all.filter(({ of }) => of === "person")).length > 1)
      return { outcome: "mixed", details, command: ownCommand(start, "install") };
    return { outcome: "two", details, command: await registrar.withdrawal() };
  },
};

/** The programs that browsers could start, each once. */
function differentPrograms(registrations: readonly HostRegistration[]): readonly string[] {
  const programs = registrations.flatMap(({ program, problem }) =>
    program === null || problem !== null ? [] : [program],
  );
  return [...new Set(programs.map((path) => (existsSync(path) ? realpathSync(path) : path)))];
}
