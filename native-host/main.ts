import { debuggerShut } from "./hardening/no-inspector";
import { greetEarly } from "./messaging/early-greeting";
import { runProgram } from "./program";
import { standardStreams } from "./standard-streams";

// The program that is released, and the only place that ends the process. What it is made of is loaded when it is
// needed: the extension's first answer waits for none of it.
void runProgram({
  args: process.argv.slice(2),
  compose: async () => (await import("./release")).release([process.execPath, __filename]),
  greet: async () => {
    const early = greetEarly(0, 1);
    await debuggerShut;
    return early;
  },
  streams: standardStreams,
}).then(({ code, stuck }) => {
  // Let the output drain before the process ends. A closed pipe holds nothing up.
  standardStreams().output.write("", () => {
    // An ordinary exit would wait for a card that still owes an answer.
    if (stuck) process.kill(process.pid, "SIGKILL");
    process.exit(code);
  });
});
