import type { Streams } from "./composition";

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
