import type { Composition, Streams } from "../composition";

/** One verb of the command line. */
export interface Command {
  readonly name: string;
  /** Its line in the help: the arguments, then what the command does. */
  readonly usage: readonly [args: string, does: string];
  /**
   * Runs the command and writes its results to the output. Returns the exit code where that is itself a result; without
   * it the command has done its work. Throws a `VarcoError`.
   */
  readonly run: (args: string[], composition: Composition, streams: Streams) => Promise<void> | Promise<number>;
}
