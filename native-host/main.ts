import "./hardening/no-inspector";
import { runProgram } from "./program";
import { standardStreams } from "./standard-streams";

// The program that is released, and the only place that ends the process. What it is made of is loaded when it is
// needed: the extension's first answer waits for none of it.
void runProgram(process.argv.slice(2), async () =>
  (await import("./release")).release([process.execPath, __filename]),
).then(({ code, stuck }) => {
  // Let the output drain before the process ends. A closed pipe holds nothing up.
  standardStreams().output.write("", () => {
    // An ordinary exit would wait for a card that still owes an answer.
    if (stuck) process.kill(process.pid, "SIGKILL");
    process.exit(code);
  });
});
