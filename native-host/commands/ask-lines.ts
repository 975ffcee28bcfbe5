import { on } from "node:events";
import { createInterface } from "node:readline";
import { Writable, type Readable } from "node:stream";
import { VarcoError } from "../../shared/errors";

/**
 * Asks a person at a terminal for one line after each prompt. Prompts go to `errors`; the terminal shows nothing that
 * is typed and is left as it was. The caller wipes the lines. Throws `operation.cancelled` (the signal, Ctrl-C) and
 * `pin.cancelled` (the end of the input, Ctrl-D).
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
  // In raw mode the terminal passes on Ctrl-C as a key and sends no signal.
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
