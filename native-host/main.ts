import "./hardening/no-inspector";
import { FileLock } from "./cards/file-lock";
import type { Composition } from "./composition";
import { PcscReaders } from "./readers/pcsc-readers";
import { runProgram } from "./program";
import { settingsFolder, systemSettingsFolder } from "./settings/folder";

// The composition of the release, and the only place that ends the process.
const composition = {
  openReaders: () => new PcscReaders({}, { threads: "left" }),
  cardLock: new FileLock(),
  settings: settingsFolder(),
  systemSettings: systemSettingsFolder("/"),
  trust: {},
  start: [process.execPath, __filename],
  systemRoot: "/",
} satisfies Composition;
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
