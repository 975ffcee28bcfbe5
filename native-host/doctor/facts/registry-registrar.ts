import { dirname, resolve } from "node:path";
import { readText } from "../../install/files";
import type { StartCommand } from "../../install/start-script";
import { unfinishedBeside } from "../../install/unfinished";
import { windowsPlaces, type WindowsPlaces } from "../../install/windows/places";
import { filesOf, registeredOnWindows, registerOnWindows } from "../../install/windows/register";
import { nameOfKey, openRegistry, type Registry } from "../../install/windows/registry";
import { once } from "./once";
import { ownCommand } from "./own-command";
import type { Registrar } from "./registrar";
import { judged, type HostRegistration } from "./registrations";

/** Browsers on Windows look into the registry. `places` and `open`: for tests. */
export function registryRegistrar(
  start: StartCommand,
  places: () => WindowsPlaces = () => windowsPlaces(start),
  open: () => Promise<Registry> = openRegistry,
): Registrar {
  const registry = once(open);
  const register = async (browsers: readonly string[] | null) =>
    registerOnWindows(places(), browsers ?? places().browsers.map(({ name }) => name), start, await registry());
  return {
    all: async () => registrationsIn(await registry(), places()),
    register,
    // The person's key comes before the computer's: whatever this one leads to, this host is found.
    mend: (broken) => register(broken),
    withdrawal: async () => withdrawal(start, await registry(), places()),
    unfinished: () => unfinishedBeside(filesOf(places())),
  };
}

/** A host takes back its own keys only. Where the person has none of those, Windows' own program deletes all others. */
function withdrawal(start: StartCommand, registry: Registry, places: WindowsPlaces): string {
  if (registeredOnWindows(places, registry).length > 0) return ownCommand(start, "uninstall");
  const keys = new Set(places.browsers.flatMap((browser) => browser.keys));
  const commands = [...keys].flatMap((key) => (registry.read(key) === null ? [] : `reg delete ${nameOfKey(key)} /f`));
  // cmd.exe and PowerShell have no sign in common that separates commands.
  return `cmd /c "${commands.join(" & ")}"`;
}

function registrationsIn(registry: Registry, { browsers }: WindowsPlaces): readonly HostRegistration[] {
  const scopes = [
    ["person", (key: string) => registry.read(key)],
    ["everybody", (key: string) => registry.readForEverybody(key)],
  ] as const;
  return scopes.flatMap(([of, read]) =>
    browsers.flatMap(({ name, title, engine, keys }) =>
      keys.flatMap((key) => {
        const path = read(key);
        if (path === null) return [];
        // A path in a manifest may count from the manifest's folder.
        const judgement = judged(readText(path, "utf8"), engine, (program) => [resolve(dirname(path), program)]);
        return [{ browser: name, title, path, of, ...judgement }];
      }),
    ),
  );
}
