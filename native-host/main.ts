import { FileLock } from "./cards/file-lock";
import { PcscReaders } from "./readers/pcsc-readers";
import { runProgram, type Composition } from "./program";

// The composition of the release, and the only exit.
const composition = {
  openReaders: () => new PcscReaders(),
  cardLock: new FileLock(),
  trust: {},
  start: [process.execPath, __filename],
  systemRoot: "/",
} satisfies Composition;
// A pipe that nobody reads any more is seen where it is written to; that nobody reads the log any more stops nothing.
process.stdout.on("error", () => {});
process.stderr.on("error", () => {});
const streams = { input: process.stdin, output: process.stdout, errors: process.stderr };

void runProgram(process.argv.slice(2), composition, streams).then(({ code, stuck }) => {
  // What was written must be out before the end; a pipe that nobody reads any more holds nothing up.
  process.stdout.write("", () => {
    // Only this ends a process whose card does not answer.
    if (stuck) process.kill(process.pid, "SIGKILL");
    process.exit(code);
  });
});
