import type { ErrorValue } from "../../shared/errors";

const STATES = { unavailable: true, possible: true, restart: true, unseen: true, usable: true, leaving: true };

/**
 * What this browser can do with the card by itself, through the PKCS#11 module. `unavailable`: nothing. `possible`: it
 * can be turned on. `restart`: it is turned on, and the browser finds it when it is opened the next time. `unseen`: it
 * is turned on and the browser was opened since, but p11-kit did not start it. `usable`: the browser uses the card.
 * `leaving`: it is turned off, and the browser goes on with it until it is opened the next time.
 */
export type ModuleState = keyof typeof STATES;

/** What the options page shows of the module. */
export interface ModuleView {
  readonly state: ModuleState;
  /** Why it could not be turned on or off. */
  readonly problem: ErrorValue | null;
}

/** What the options page asks of the background (`runtime.sendMessage`), which answers with the view afterwards. */
export interface ModuleCommand {
  readonly module: "look" | "turnOn" | "turnOff";
}

/** Whether the background has answered with a view. */
export function isModuleView(answer: unknown): answer is ModuleView {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "state" in answer &&
    typeof answer.state === "string" &&
    Object.hasOwn(STATES, answer.state)
  );
}
