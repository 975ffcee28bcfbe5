import { FileLock } from "./cards/file-lock";
import type { Composition } from "./composition";
import type { StartCommand } from "./install/start-script";
import { PcscReaders } from "./readers/pcsc-readers";
import { settingsFolder } from "./settings/folder";

/** The composition of the release. `start`: the command that starts it. */
export function release(start: StartCommand): Composition {
  return {
    openReaders: () => new PcscReaders({}, { threads: "left" }),
    cardLock: new FileLock(),
    settings: settingsFolder(),
    trust: {},
    start,
    systemRoot: "/",
  };
}
