import { modulePlaces, moduleState } from '../install/module-state';
import type { Engine } from '../install/places';
import type { Handlers } from './context';

/** Whether the browser that started the host can use the card by itself, through the PKCS#11 module. `systemRoot`: folder of the system's files. */
export function moduleRequest(engine: Engine, systemRoot: string): Handlers['module'] {
  return async () => ({ state: moduleState(engine, modulePlaces(systemRoot)) });
}
