import type { LazyCards } from "../cards/lazy-cards";
import { Patient, type PatientParts } from "../doctor/patient";
import { diagnose } from "../doctor/run";
import { textsOf } from "../doctor/texts";
import type { Handlers } from "../messaging/handlers";

/** Examines this computer as `varco-host doctor` does, for the person at the extension's pages. Mends nothing. */
export function doctorRequest(
  parts: Pick<PatientParts, "start" | "systemRoot" | "settings" | "trust">,
  cards: Pick<LazyCards, "open">,
): Handlers["doctor"] {
  return async ({ language, extension, sites, proxy }) => {
    const patient = new Patient({
      ...parts,
      openCards: () => cards.open(),
      portal: null,
      proxy,
      extension: { version: extension, sites },
    });
    const { words } = textsOf(language);
    const { ready, findings } = await diagnose(patient, language);
    return {
      ready,
      checks: findings.map(({ id, state, outcome, title, cause, remedy, command }) => ({
        id,
        state,
        outcome,
        title,
        word: words[state],
        cause: cause.slice(0, LONGEST),
        remedy,
        command,
      })),
    };
  };
}

/** Characters of a cause in a message: it may name many programs. */
const LONGEST = 2000;
