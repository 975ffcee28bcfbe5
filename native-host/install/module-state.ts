import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { RequestResult } from '../../shared/messages';
import { readText } from './files';
import { MODULE_FILE, programOf } from './module-file';
import { databaseInUse, loadedByOther, registeredLibrary } from './nss-database';
import { isSupported, SYSTEM_MODULES, systemPlaces, userFolders, userPlaces, type Engine, type Places } from './places';
import { findProxy } from './proxy';

type ModuleState = RequestResult<'module'>['state'];

/** One registration, and the folder under which it sees the files of the system. */
interface Level {
  readonly places: Places;
  readonly root: string;
}

/**
 * Whether browsers of that engine find the module, for the person who runs this: what is registered must also lead to what is there.
 * `root`: folder of the system's files. Throws `install.read`.
 */
export function moduleState(engine: Engine, root: string): ModuleState {
  const { platform } = process;
  if (!isSupported(platform)) return 'unavailable';
  const user = { places: userPlaces(platform, userFolders(platform, root)), root };
  const system = { places: systemPlaces(platform, root), root };
  if (user.places.moduleFile === null || findProxy(root) === null) return 'unavailable';
  return programFound(user) && ENTRY_FOUND[engine](user, system) ? 'registered' : 'possible';
}

/** Whether p11-kit can start the host. Where a person has a file of that name, p11-kit takes its fields before the system's. */
function programFound({ places, root }: Level): boolean {
  const files = [places.moduleFile ?? '', ...SYSTEM_MODULES.map((folder) => join(root, folder, MODULE_FILE))];
  const program = files.map((path) => programOf(readText(path, 'utf8') ?? '')).find((found) => found !== null);
  return program !== undefined && [program, join(root, program)].some(isExecutable);
}

/** Whether the browser is told to load p11-kit's proxy. */
const ENTRY_FOUND: Readonly<Record<Engine, (user: Level, system: Level) => boolean>> = {
  firefox: (...levels) => levels.some(({ places, root }) => places.moduleManifests.some((path) => {
    const library = manifestLibrary(path);
    return library !== null && existsSync(join(root, library));
  })),
  chromium: ({ places, root }) => {
    const database = databaseInUse(places.databases);
    if (database === null) return false;
    const library = registeredLibrary(database);
    return library === null ? loadedByOther(database, root) !== null : existsSync(join(root, library));
  },
};

const manifest = v.object({ path: v.string() });

/** The library of a manifest of Firefox; null: no manifest, or none that Firefox could read. */
function manifestLibrary(path: string): string | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), manifest), readText(path, 'utf8'));
  return parsed.success ? parsed.output.path : null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
