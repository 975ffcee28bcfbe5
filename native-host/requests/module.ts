import { loadsModuleAtStart, type Engine } from "../install/browsers";
import { runsWithoutModule } from "../install/loaded-module";
import { modulePlaces, moduleState } from "../install/module-state";
import type { Handlers } from "./context";

/**
 * Whether the browser that started the host can use the card by itself, through the PKCS#11 module. `late`: it is registered, and a
 * browser that loads it by itself started before. `systemRoot`: folder of the system's files; `browser`: number of its process.
 */
export function moduleRequest(engine: Engine, systemRoot: string, browser = process.ppid): Handlers["module"] {
  return async () => {
    const state = moduleState(engine, modulePlaces(systemRoot));
    return {
      state: state === "registered" && loadsModuleAtStart(engine) && runsWithoutModule(browser) ? "late" : state,
    };
  };
}
