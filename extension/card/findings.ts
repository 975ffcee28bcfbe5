import type { Finding } from "./view";

/** What a person has to know, in the order in which it counts. */
const TROUBLES: readonly Finding["state"][] = ["fault", "warning", "unknown"];
/** What was not looked at since nobody wanted it, or since this system has none of it (docs/doctor.md). */
const BESIDE_THE_POINT = ["not-asked", "elsewhere"];

/** The findings that are not in order, faults first. */
export function troublesIn(findings: readonly Finding[]): readonly Finding[] {
  return TROUBLES.flatMap((state) => findings.filter((finding) => finding.state === state));
}

/** All others that say something, those that are in order first. */
export function othersIn(findings: readonly Finding[]): readonly Finding[] {
  const skipped = findings.filter(({ state, outcome }) => state === "skipped" && !BESIDE_THE_POINT.includes(outcome));
  return [...findings.filter(({ state }) => state === "ok"), ...skipped];
}
