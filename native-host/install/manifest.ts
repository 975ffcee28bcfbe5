import { CHROMIUM_ID, FIREFOX_ID, HOST_NAME } from '../../shared/identity';
import chromiumTemplate from '../../manifests/host.chromium.json';
import firefoxTemplate from '../../manifests/host.firefox.json';
import type { Engine } from './places';

/**
 * The native-messaging manifest, as text, by which a browser of that engine finds the host.
 * `program` is the absolute path of an executable.
 */
export function hostManifest(engine: Engine, program: string): string {
  const own = { name: HOST_NAME, path: program };
  const manifest = engine === 'firefox'
    ? { ...firefoxTemplate, ...own, allowed_extensions: [FIREFOX_ID] }
    : { ...chromiumTemplate, ...own, allowed_origins: [`chrome-extension://${CHROMIUM_ID}/`] };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
