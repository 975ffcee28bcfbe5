import type { Check } from "../check";
import type { CardProgram } from "../facts/card-programs";
import { lookOnTheWay } from "../facts/card-trouble";

/** GnuPG's program for cards, and the way to end it: it starts again when GnuPG needs it. */
const SCDAEMON = "scdaemon";

/** Which other programs work with cards now, and whether one of them keeps the card. */
export const cardFree: Check<"card.free"> = {
  id: "card.free",
  weight: "login",
  async examine(patient) {
    const way = await lookOnTheWay(patient, "card.free");
    const seen = await patient.cardPrograms();
    const programs = seen ?? [];
    const details = { programs: namesOf(programs) };
    const command = programs.some(({ name }) => name === SCDAEMON) ? "gpgconf --kill scdaemon" : null;
    if ("trouble" in way && way.trouble !== null) return { outcome: "busy", details, command };
    if (programs.length > 0) return { outcome: "others", details, command };
    return "waitsFor" in way ? way : { outcome: seen === null ? "untold" : "free" };
  },
};

/** Each name once, with the modules through which the program does it. "?" where the system shows none. */
function namesOf(programs: readonly CardProgram[]): string {
  const names = programs.map(({ name, module }) => (module === null ? name : `${name} (${module})`));
  return names.length === 0 ? "?" : [...new Set(names)].join(", ");
}
