import { loadsModuleAtStart, type Engine } from "../install/browsers";
import { runsWithoutModule, startedAt } from "../install/loaded-module";
import { modulePlaces, moduleState, registeredAt } from "../install/module-state";
import { isPortal } from "../install/portal";
import type { Handlers } from "../messaging/handlers";

/**
 * Tells whether the browser that started the host can use the card by itself, through the PKCS#11 module. `late`: the
 * module is registered, but this browser loads modules by itself and started before that. `unseen`: it started after
 * that, and p11-kit has not started the module in it. `systemRoot`: the folder of the system's files. `browser`: the
 * number of the browser's process.
 */
export function moduleRequest(engine: Engine, systemRoot: string, browser = process.ppid): Handlers["module"] {
  return async () => {
    // A browser in a sandbox cannot load modules of the computer.
    if (isPortal(browser)) return { state: "unavailable" };
    const places = modulePlaces(systemRoot);
    const state = moduleState(engine, places);
    if (places === null || state !== "registered" || !loadsModuleAtStart(engine) || !runsWithoutModule(browser))
      return { state };
    const started = startedAt(browser);
    return { state: started !== null && started > registeredAt(engine, places) + ROUNDING ? "unseen" : "late" };
  };
}

/** Milliseconds: the start of a process is known to the second. */
const ROUNDING = 2000;
