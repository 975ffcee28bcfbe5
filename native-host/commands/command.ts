import type { Composition, Streams } from "../program";

/** One verb of the command line. */
export interface Command {
  readonly name: string;
  /** Its line in the help: arguments, then what it does. */
  readonly usage: readonly [args: string, does: string];
  /** Does it, writing results to the output. Throws a `VarcoError`. */
  run(args: string[], composition: Composition, streams: Streams): Promise<void>;
}
