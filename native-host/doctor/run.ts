import { fill, toVarcoError } from "../../shared/errors";
import { log } from "../log";
import type { AnyCheck, Outcome, Waiting } from "./check";
import type { Diagnosis, Finding } from "./finding";
import { OUTCOMES, UNSEEN, type CheckId, type State } from "./outcomes";
import type { Patient } from "./patient";
import { CHECKS } from "./table";
import { textsOf, type Language } from "./texts";

/** Milliseconds for one check: whatever hangs, the others are told. */
const PATIENCE = 45_000;

/**
 * Runs all checks, side by side, and puts what they found into words. Never throws. `checks` and `platform`: for tests.
 */
export async function diagnose(
  patient: Patient,
  language: Language,
  { checks = CHECKS, platform = process.platform }: { checks?: readonly AnyCheck[]; platform?: NodeJS.Platform } = {},
): Promise<Diagnosis> {
  const findings = await Promise.all(
    checks.map(async (check) => worded(check.id, await outcomeOf(check, patient, platform), language)),
  );
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const ready = checks.every((check) => isPassed(check, byId.get(check.id), patient.portal !== null));
  return { ready, findings };
}

/** A check that could not look into what every login needs is no promise that a login works. */
function isPassed({ weight }: AnyCheck, finding: Finding | undefined, withPortal: boolean): boolean {
  if (weight === "advice" || (weight === "portal" && !withPortal)) return true;
  return finding?.state === "ok" || finding?.state === "warning" || finding?.outcome === "elsewhere";
}

async function outcomeOf(check: AnyCheck, patient: Patient, platform: NodeJS.Platform): Promise<Outcome | Waiting> {
  if (check.systems?.includes(platform) === false) return { outcome: "elsewhere" };
  if (check.id.startsWith("portal.") && check.weight === "portal" && patient.portal === null)
    return { outcome: "not-asked" };
  try {
    return await within<Outcome | Waiting>(PATIENCE, check.examine(patient));
  } catch (thrown) {
    const error = toVarcoError(thrown);
    log.failure(check.id, error);
    return { outcome: "unclear", details: { reason: error.message } };
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no answer in time")), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** What a check ended with, in words. */
export function worded(id: CheckId, ended: Outcome | Waiting, language: Language): Finding {
  const { checks, unseen } = textsOf(language);
  const { title } = checks[id];
  if ("waitsFor" in ended) {
    const details = { check: ended.waitsFor };
    const cause = fill(unseen.waits, { check: checks[ended.waitsFor].title });
    return { id, state: "skipped", outcome: "waits", title, cause, remedy: null, command: null, details };
  }
  const { outcome, details = {}, command = null } = ended;
  const texts: Readonly<Record<string, string | readonly string[]>> = { ...unseen, ...checks[id] };
  const [cause = outcome, remedy] = [texts[outcome] ?? outcome].flat();
  return {
    id,
    state: stateOf(id, outcome),
    outcome,
    title,
    cause: fill(cause, details),
    remedy: remedy === undefined ? null : fill(remedy, details),
    command,
    details,
  };
}

function stateOf(id: CheckId, outcome: string): State {
  const states: Readonly<Record<string, State>> = { ...UNSEEN, ...OUTCOMES[id] };
  return states[outcome] ?? "unknown";
}
