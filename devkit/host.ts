import "../native-host/hardening/no-inspector";
import { FileLock } from "../native-host/cards/file-lock";
import { lockFolder } from "../native-host/cards/lock-folder";
import type { Composition } from "../native-host/composition";
import { PcscReaders } from "../native-host/readers/pcsc-readers";
import { runProgram } from "../native-host/program";
import { settingsFolder, systemSettingsFolder } from "../native-host/settings/folder";
import { standardStreams } from "../native-host/standard-streams";
import { readHostOptions } from "./host-options";
import { VirtualReaders } from "./reader/virtual-readers";

// The same host as the release, with a virtual reader and the test authority. Never part of a release.
const { own, cardPort, binding, trust, systemRoot, runtimeFolder, rest } = readHostOptions(process.argv.slice(2));
const composition = {
  openReaders: () =>
    cardPort === null
      ? new PcscReaders({}, { threads: "left", binding })
      : new VirtualReaders([{ host: "127.0.0.1", port: cardPort }]),
  cardLock: new FileLock(() => lockFolder(runtimeFolder === null ? process.env : { XDG_RUNTIME_DIR: runtimeFolder })),
  settings: settingsFolder(),
  systemSettings: systemSettingsFolder(systemRoot),
  trust,
  start: [process.execPath, __filename, ...own],
  systemRoot,
} satisfies Composition;

void runProgram(rest, async () => composition).then(({ code, stuck }) => {
  // Let the output drain before the process ends. A closed pipe holds nothing up.
  standardStreams().output.write("", () => {
    // An ordinary exit would wait for a card that still owes an answer.
    if (stuck) process.kill(process.pid, "SIGKILL");
    process.exit(code);
  });
});
