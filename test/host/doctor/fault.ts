import type { CheckId, OutcomeOf } from "../../../native-host/doctor/outcomes";

/**
 * How a fault is mended: `fix` by `doctor --fix`; `paste` by the very command that the doctor prints; else by what a
 * person or an administrator would do.
 */
type Remedy<Scene> = "fix" | "paste" | ((scene: Scene) => unknown);

interface FaultOf<Scene, Id extends CheckId> {
  readonly check: Id;
  /** What the check is to say of it. */
  readonly outcome: OutcomeOf<Id>;
  /** Makes the fault. */
  readonly make: (scene: Scene) => unknown;
  readonly remedy: Remedy<Scene>;
}

/** A fault, the check that is to see it, and its remedy. */
export type Fault<Scene> = { readonly [Id in CheckId]: FaultOf<Scene, Id> }[CheckId];

/** Faults that come one after the other: each is mended before the next is made. */
export type Column<Scene> = readonly Fault<Scene>[];
