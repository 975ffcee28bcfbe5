import { toVarcoError, type ErrorValue } from "../../shared/errors";
import type { CheckId } from "./outcomes";
import type { Diagnosis } from "./finding";
import type { Patient } from "./patient";
import { CHECKS } from "./table";

/** What was done about one check. */
export interface Mended {
  readonly id: CheckId;
  /** Files written or removed. */
  readonly paths: readonly string[];
  /** Why it could not be done; null: it was. */
  readonly error: ErrorValue | null;
}

/** Does what needs no administrator about everything that is not well. One after the other, as people would. */
export async function mend(patient: Patient, { findings }: Diagnosis): Promise<readonly Mended[]> {
  const done: Mended[] = [];
  for (const { id, state } of findings) {
    const work = CHECKS.find((check) => check.id === id)?.mend;
    if (work === undefined || (state !== "fault" && state !== "warning")) continue;
    try {
      const paths = await work(patient);
      if (paths.length > 0) done.push({ id, paths, error: null });
    } catch (thrown) {
      done.push({ id, paths: [], error: toVarcoError(thrown).toJSON() });
    }
  }
  return done;
}
