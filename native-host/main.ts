import "./hardening/no-inspector";
import { runProgram } from "./program";

// The program that is released, and the only place that ends the process. What it is made of is loaded when it is
// needed: the extension's first answer waits for none of it.
const composition = async () => (await import("./release")).release([process.execPath, __filename]);
// A write to standard output reports a closed pipe itself. A closed log stops nothing.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
const streams = { input: process.stdin, output: process.stdout, errors: process.stderr };

void runProgram(process.argv.slice(2), composition, streams).then(({ code, stuck }) => {
  // Let the output drain before the process ends. A closed pipe holds nothing up.
  process.stdout.write("", () => {
    // An ordinary exit would wait for a card that still owes an answer.
    if (stuck) process.kill(process.pid, "SIGKILL");
    process.exit(code);
  });
});
