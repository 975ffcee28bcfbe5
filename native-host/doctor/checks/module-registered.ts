import { existsSync } from "node:fs";
import { hiddenBy, modulePlaces, moduleState } from "../../install/module-state";
import { findProxy } from "../../install/proxy";
import type { Check } from "../check";
import { ownCommand } from "../facts/own-command";
import { registerForPerson } from "../facts/register-for-person";
import { shownPath } from "../facts/shown-path";

/** Whether p11-kit finds the PKCS#11 module, for portals that want the card on every page. */
export const moduleRegistered: Check<"module.registered"> = {
  id: "module.registered",
  weight: "advice",
  systems: ["linux"],
  async examine({ systemRoot, start }) {
    const places = modulePlaces(systemRoot);
    if (places === null || findProxy(systemRoot) === null) return { outcome: "absent" };
    const states = [moduleState("firefox", places), moduleState("chromium", places)];
    if (states.every((state) => state === "registered")) return { outcome: "found" };
    const hidden = hiddenBy(places);
    if (hidden !== null) return { outcome: "hidden", details: { path: shownPath(hidden) } };
    const isThere = [places.user, places.system].some(
      ({ moduleFile }) => moduleFile !== null && existsSync(moduleFile),
    );
    return { outcome: isThere ? "broken" : "unregistered", command: ownCommand(start, "doctor --fix") };
  },
  mend: async ({ systemRoot, start }) => registerForPerson(systemRoot, start, null, ["module"]),
};
