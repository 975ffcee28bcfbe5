import type { VarcoError } from "../shared/errors";

/**
 * The host's log, on standard error. It takes only error codes, names of steps, and details that are not personal, so
 * no PIN and no content of a message can get into it.
 */
export const log = {
  /** Writes nothing from now on: standard error belongs to the program that uses the module. */
  mute(): void {
    muted = true;
  },
  /** Logs an error, with the step that failed. */
  failure(step: string, error: VarcoError): void {
    write(`${step}: ${error.message}`);
    if (error.code === "internal" && error.cause instanceof Error && error.cause.stack) write(error.cause.stack);
  },
  /** Logs a change that may explain a later error. */
  note(text: string): void {
    write(text);
  },
};

let muted = false;

function write(text: string): void {
  if (muted) return;
  process.stderr.write(`${new Date().toISOString()} varco ${text}\n`);
}
