import { findModules } from "../../modules/find";
import { namedModules } from "../../modules/named-modules";
import type { Check } from "../check";

/** Whether several programs of makers for cards are on this computer. */
export const middlewareInstalled: Check<"middleware.installed"> = {
  id: "middleware.installed",
  weight: "advice",
  async examine({ settings }) {
    const found = [...namedModules(settings), ...findModules()];
    const programs = [...new Map(found.map(({ file, program }) => [file, program])).values()];
    return { outcome: programs.length > 1 ? "several" : "few", details: { programs: programs.join(", ") } };
  },
};
