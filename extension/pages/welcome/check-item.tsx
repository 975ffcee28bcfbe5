import type { ComponentChildren } from "preact";
import { t, type MessageKey } from "../i18n";
import { Notice } from "../notice";
import type { Check } from "./checks";

const STATES = {
  later: "welcome_state_later",
  waiting: "welcome_state_waiting",
  good: "welcome_state_good",
  problem: "welcome_state_problem",
} as const satisfies Record<Check<unknown>["state"], MessageKey>;

/** One check: its subject, its state, and what to do about it. Screen readers announce only the check that changes. */
export function CheckItem<Found>({
  heading,
  check,
  later,
  found,
  children,
}: {
  readonly heading: string;
  readonly check: Check<Found>;
  /** What the check waits for, while it is not its turn. */
  readonly later: string;
  readonly found: (found: Found) => ComponentChildren;
  /** What the person can do. Screen readers do not announce it at each change. */
  readonly children?: ComponentChildren;
}) {
  return (
    <li class={`check-item ${check.state}`} data-testid={`check-${check.state}`}>
      <h2>{heading}</h2>
      <div role="status">
        <p class="state">{t(STATES[check.state])}</p>
        {check.state === "later" && <p>{later}</p>}
        {check.state === "good" && found(check.found)}
        {check.state === "problem" &&
          check.errors.map((error) => <Notice key={error.code} error={error} kind="problem" />)}
      </div>
      {children}
    </li>
  );
}
