import { join } from "node:path";
import { readText } from "../../install/files";
import { InstallRecord } from "../../install/install-record";
import { modulePlaces } from "../../install/module-state";
import type { StartCommand } from "../../install/start-script";
import { unfinished } from "../../install/unfinished";
import { unregister } from "../../install/unregister";
import { ownCommand } from "./own-command";
import { registerForPerson } from "./register-for-person";
import type { Registrar } from "./registrar";
import { judged, type HostRegistration } from "./registrations";

/** Browsers look into folders. `root`: folder of the system's files. */
export function folderRegistrar(root: string, start: StartCommand): Registrar {
  const register = (browsers: readonly string[] | null) => registerForPerson(root, start, browsers, ["host"]);
  return {
    all: async () => registrationsUnder(root),
    register: async (browsers) => register(browsers),
    /** Takes this person's away where that for everybody works, else registers this host. */
    async mend(broken, all) {
      const works = (name: string) =>
        all.some(({ browser, of, problem }) => browser === name && of === "everybody" && problem === null);
      const needless = broken.filter(works);
      const wanted = broken.filter((name) => !works(name));
      const user = modulePlaces(root)?.user;
      const removed =
        needless.length === 0 || user === undefined ? [] : unregister(user, { browsers: needless, profileFolders: [] });
      return [...removed, ...(wanted.length === 0 ? [] : register(wanted))];
    },
    withdrawal: async () => ownCommand(start, "uninstall --user"),
    unfinished() {
      const user = modulePlaces(root)?.user;
      return user === undefined ? [] : unfinished(user, new InstallRecord(user.folder));
    },
  };
}

function registrationsUnder(root: string): readonly HostRegistration[] {
  const places = modulePlaces(root);
  if (places === null) return [];
  const scopes = [
    ["person", places.user],
    ["everybody", places.system],
  ] as const;
  return scopes.flatMap(([of, { browsers }]) =>
    browsers.flatMap(({ name, title, engine, hostManifests }) =>
      hostManifests.flatMap((path) => {
        const text = readText(path, "utf8");
        if (text === null) return [];
        const judgement = judged(text, engine, (program) => [program, join(root, program)]);
        return [{ browser: name, title, path, of, ...judgement }];
      }),
    ),
  );
}
