import { addedFamiliesFile, readAddedFamilies } from "../../cards/added-families";
import { namedModulesFile, readNamedModules } from "../../modules/named-modules";
import { VarcoError } from "../../../shared/errors";
import type { Check } from "../check";
import { shownPath } from "../facts/shown-path";

/** Whether Varco can read what this person has added to it. */
export const settingsFiles: Check<"settings.files"> = {
  id: "settings.files",
  weight: "advice",
  async examine({ settings }) {
    const families = reasonAgainst(() => readAddedFamilies(settings));
    if (families !== null)
      return { outcome: "families", details: { path: shownPath(addedFamiliesFile(settings)), reason: families } };
    const tokens = reasonAgainst(() => readNamedModules(settings));
    if (tokens !== null)
      return { outcome: "tokens", details: { path: shownPath(namedModulesFile(settings)), reason: tokens } };
    return { outcome: "readable" };
  },
};

function reasonAgainst(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (thrown) {
    if (thrown instanceof VarcoError) return String(thrown.details["reason"] ?? thrown.code);
    throw thrown;
  }
}
