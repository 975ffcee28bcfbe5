import { VarcoError } from "../../shared/errors";
import { hiddenBy, modulePlaces, moduleState } from "../install/module-state";
import type { Engine } from "../install/browsers";
import { findProxy } from "../install/proxy";
import { refuseForeign } from "../install/refuse-foreign";
import { register } from "../install/register";
import type { StartCommand } from "../install/start-script";
import type { Handlers } from "../messaging/handlers";

/**
 * Registers the PKCS#11 module for this person's browsers, where the system can have it. `command` starts this host.
 */
export function registerModuleRequest(
  engine: Engine,
  systemRoot: string,
  command: StartCommand,
): Handlers["registerModule"] {
  return async () => {
    const places = modulePlaces(systemRoot);
    if (places !== null && moduleState(engine, places) === "possible") {
      refuseForeign(places.user, command);
      const path = hiddenBy(places);
      if (path !== null) throw new VarcoError("module.hidden", { path });
      register({
        places: places.user,
        browsers: places.user.browsers.map(({ name }) => name),
        command,
        parts: ["module"],
        proxy: findProxy(systemRoot),
        root: systemRoot,
      });
    }
    return { state: moduleState(engine, places) };
  };
}
