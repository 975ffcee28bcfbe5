import { modulePlaces, moduleState } from "../install/module-state";
import type { Engine } from "../install/browsers";
import { withdrawFromBrowsers } from "../install/unregister";
import type { Handlers } from "./context";

/**
 * Takes the module out of what this person's browsers of that engine load by themselves; other programs keep it. Where an extension loads
 * it, there is nothing to do. Throws `module.elsewhere` if it stays there by an entry that is not ours.
 */
export function unregisterModuleRequest(engine: Engine, systemRoot: string): Handlers["unregisterModule"] {
  return async () => {
    const places = modulePlaces(systemRoot);
    if (places !== null) withdrawFromBrowsers(places.user, engine, systemRoot);
    return { state: moduleState(engine, places) };
  };
}
