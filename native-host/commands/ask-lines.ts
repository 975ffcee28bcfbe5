import { on } from "node:events";
import { createInterface } from "node:readline";
import { Writable, type Readable } from "node:stream";
import { VarcoError } from "../../shared/errors";

/**
 * Lines that a person types at a terminal, each asked for on `errors` and none of them shown; the caller wipes them. The terminal is left
 * as it was found. Throws `operation.cancelled` (the signal, Ctrl-C) and `pin.cancelled` (the end of the input, Ctrl-D).
 */
export async function askLines(
  terminal: Readable,
  errors: Writable,
  prompts: readonly string[],
  signal: AbortSignal,
): Promise<Buffer[]> {
  const lines: Buffer[] = [];
  const interrupt = new AbortController();
  const nowhere = new Writable({ write: (_echo, _encoding, done) => done() });
  const reader = createInterface({ input: terminal, output: nowhere, terminal: true, historySize: 0 });
  // The terminal gives the key to us instead of sending a signal.
  reader.once("SIGINT", () => interrupt.abort());
  const stop = AbortSignal.any([signal, interrupt.signal]);
  try {
    errors.write(prompts[0] ?? "");
    for await (const [line] of on(reader, "line", { signal: stop, close: ["close"] })) {
      lines.push(Buffer.from(String(line)));
      const next = prompts[lines.length];
      errors.write(`\n${next ?? ""}`);
      if (next === undefined) return lines;
    }
    throw new VarcoError("pin.cancelled");
  } catch (thrown) {
    errors.write("\n");
    for (const line of lines) line.fill(0);
    throw stop.aborted ? new VarcoError("operation.cancelled", {}, { cause: thrown }) : thrown;
  } finally {
    reader.close();
  }
}
