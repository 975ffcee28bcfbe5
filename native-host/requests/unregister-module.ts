import { modulePlaces, moduleState } from "../install/module-state";
import type { Engine } from "../install/browsers";
import { withdrawFromBrowsers } from "../install/unregister";
import type { Handlers } from "../messaging/handlers";

/**
 * Withdraws the module from the browsers of that engine, where they load it by themselves. Other programs keep it.
 * Where an extension loads it, there is nothing to do here. Throws `module.elsewhere` if an entry that is not ours
 * keeps it.
 */
export function unregisterModuleRequest(engine: Engine, systemRoot: string): Handlers["unregisterModule"] {
  return async () => {
    const places = modulePlaces(systemRoot);
    if (places !== null) withdrawFromBrowsers(places.user, engine, systemRoot);
    return { state: moduleState(engine, places) };
  };
}
