import type { VarcoError } from "../shared/errors";

/**
 * The host's log, on standard error. It takes only codes, names of steps and error details that are not personal, so
 * that no PIN and no content of a message can get into it.
 */
export const log = {
  /** Says nothing from now on: standard error belongs to somebody else's program. */
  mute(): void {
    muted = true;
  },
  /** Something that went wrong, with the step in which it did. */
  failure(step: string, error: VarcoError): void {
    write(`${step}: ${error.message}`);
    if (error.code === "internal" && error.cause instanceof Error && error.cause.stack) write(error.cause.stack);
  },
  /** A change worth knowing when something goes wrong later. */
  note(text: string): void {
    write(text);
  },
};

let muted = false;

function write(text: string): void {
  if (muted) return;
  process.stderr.write(`${new Date().toISOString()} varco ${text}\n`);
}
