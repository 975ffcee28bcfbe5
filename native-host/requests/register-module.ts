import { moduleState } from '../install/module-state';
import { BROWSERS, isSupported, userFolders, userPlaces, type Engine } from '../install/places';
import { findProxy } from '../install/proxy';
import { register } from '../install/register';
import type { StartCommand } from '../install/start-script';
import type { Handlers } from './context';

/** Registers the PKCS#11 module for this person's browsers, where it can be had. `command` starts this host. */
export function registerModuleRequest(engine: Engine, systemRoot: string, command: StartCommand): Handlers['registerModule'] {
  return async () => {
    const { platform } = process;
    if (isSupported(platform) && moduleState(engine, systemRoot) === 'possible') {
      const places = userPlaces(platform, userFolders(platform, systemRoot));
      register({ places, browsers: BROWSERS, command, parts: ['module'], proxy: findProxy(systemRoot), root: systemRoot });
    }
    return { state: moduleState(engine, systemRoot) };
  };
}
