import type { ErrorDetails } from "../../shared/errors";
import type { CheckId, State } from "./outcomes";

/** What a check found, for people and programs. */
export interface Finding {
  readonly id: CheckId;
  readonly state: State;
  /** The name of the way in which it ended. */
  readonly outcome: string;
  readonly title: string;
  readonly cause: string;
  /** null: there is nothing to do. */
  readonly remedy: string | null;
  /** What to paste into a terminal; null: nothing. */
  readonly command: string | null;
  readonly details: ErrorDetails;
}

/** All findings. */
export interface Diagnosis {
  /** Whether a login would work: at the portal that was named, else as far as this computer goes. */
  readonly ready: boolean;
  readonly findings: readonly Finding[];
}
