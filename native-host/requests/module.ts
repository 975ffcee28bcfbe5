import { loadsModuleAtStart, type Engine } from "../install/browsers";
import { runsWithoutModule } from "../install/loaded-module";
import { modulePlaces, moduleState } from "../install/module-state";
import type { Handlers } from "../messaging/handlers";

/**
 * Tells whether the browser that started the host can use the card by itself, through the PKCS#11 module. `late`: the
 * module is registered, but this browser loads modules by itself and started before that. `systemRoot`: the folder of
 * the system's files. `browser`: the number of the browser's process.
 */
export function moduleRequest(engine: Engine, systemRoot: string, browser = process.ppid): Handlers["module"] {
  return async () => {
    const state = moduleState(engine, modulePlaces(systemRoot));
    return {
      state: state === "registered" && loadsModuleAtStart(engine) && runsWithoutModule(browser) ? "late" : state,
    };
  };
}
