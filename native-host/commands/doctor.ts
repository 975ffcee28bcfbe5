import { VarcoError } from "../../shared/errors";
import { hostOf, parseHttpsUrl } from "../address";
import { LazyCards } from "../cards/lazy-cards";
import type { Composition } from "../composition";
import type { Diagnosis } from "../doctor/finding";
import { jsonText } from "../doctor/json";
import { LANGUAGES, languageOf } from "../doctor/language";
import { mend } from "../doctor/mend";
import { Patient, type PatientParts } from "../doctor/patient";
import { diagnose } from "../doctor/run";
import { terminalText } from "../doctor/terminal";
import type { Language } from "../doctor/texts";
import { log } from "../log";
import { allThreadsGone } from "../tls/threads";
import { readArguments } from "./arguments";
import type { Command } from "./command";
import { openCards } from "./open-cards";

const OPTIONS = {
  json: { type: "boolean", default: false },
  url: { type: "string" },
  timeout: { type: "string" },
  fix: { type: "boolean", default: false },
  language: { type: "string" },
} as const;

/** Seconds that `--timeout` takes: the portal is asked twice, within what a check may take. */
const TIMEOUTS = { shortest: 1, longest: 20 } as const;

/** Examines this computer, and names cause and remedy of everything that keeps a login from working. */
export const doctor: Command = {
  name: "doctor",
  usage: [
    `[--json] [--url PORTAL [--timeout SECONDS]] [--fix] [--language ${LANGUAGES.join("|")}]`,
    "Examine this computer, and the portal with --url: cause and remedy of whatever keeps a login from working. " +
      "Spends no PIN try. --timeout: how long the portal may be silent (15). " +
      "--fix mends what needs no administrator. Exit code 0: a login would work.",
  ],
  async run(args, composition, { output }) {
    const { json, url, timeout, fix, language: wanted } = readArguments({ args, options: OPTIONS }).values;
    const language = wanted === undefined ? languageOf(process.env) : chosen(wanted);
    const portal = url === undefined ? null : parseHttpsUrl(url);
    const asked = { portal, silence: timeout === undefined ? undefined : milliseconds(timeout) };
    // What fails is told as a finding.
    log.mute();
    const examine = (patient: Patient) => diagnose(patient, language);
    const first = await withPatient(composition, asked, async (patient) => {
      const diagnosis = await examine(patient);
      return { diagnosis, mended: fix ? await mend(patient, diagnosis) : [] };
    });
    const mended = first.mended;
    const diagnosis: Diagnosis = mended.length === 0 ? first.diagnosis : await withPatient(composition, asked, examine);
    const printed = { diagnosis, mended, host: portal === null ? null : hostOf(portal) };
    output.write(json ? jsonText(printed) : terminalText(printed, language));
    return diagnosis.ready ? 0 : 1;
  },
};

function chosen(wanted: string): Language {
  const language = LANGUAGES.find((known) => known === wanted);
  if (language === undefined) throw new VarcoError("usage", { reason: `--language takes ${LANGUAGES.join(", ")}.` });
  return language;
}

function milliseconds(timeout: string): number {
  const { shortest, longest } = TIMEOUTS;
  const seconds = /^\d+$/.test(timeout) ? Number(timeout) : NaN;
  if (seconds >= shortest && seconds <= longest) return seconds * 1000;
  throw new VarcoError("usage", { reason: `--timeout takes ${shortest} to ${longest} seconds.` });
}

/** Opens readers and cards for one examination, and closes them after it. */
async function withPatient<T>(
  composition: Composition,
  asked: Pick<PatientParts, "portal" | "silence">,
  work: (patient: Patient) => Promise<T>,
): Promise<T> {
  const { cardLock, start, systemRoot, settings, trust } = composition;
  const cards = new LazyCards({ cardLock, openCards: () => openCards(composition) });
  try {
    return await work(
      new Patient({ openCards: () => cards.open(), start, systemRoot, settings, trust, ...asked, extension: null }),
    );
  } finally {
    await cards.close();
    await allThreadsGone();
  }
}
