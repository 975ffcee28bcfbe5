import type { Streams } from "./composition";

/** File descriptors, for what is read and written before the streams are opened. */
export const STANDARD_INPUT = 0;
export const STANDARD_OUTPUT = 1;

let opened: Streams | null = null;

/**
 * The standard streams of the process. Opened at the first call: for a pipe Node loads its sockets, a tenth of the time
 * that it takes to start. A write to standard output reports a closed pipe itself. A closed log stops nothing.
 */
export function standardStreams(): Streams {
  if (opened === null) {
    opened = { input: process.stdin, output: process.stdout, errors: process.stderr };
    for (const stream of [opened.output, opened.errors]) stream.on("error", () => {});
  }
  return opened;
}
