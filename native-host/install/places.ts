import { homedir } from 'node:os';
import { join } from 'node:path';

/** Browsers that Varco registers itself with by name. */
export const BROWSERS = ['chromium', 'chrome', 'firefox'] as const;
export type Browser = (typeof BROWSERS)[number];
export type Engine = 'chromium' | 'firefox';

/** Where one browser looks for native-messaging manifests of the user. */
interface Place {
  readonly engine: Engine;
  /** Folder under the system's base folder for application settings. */
  readonly linux: { readonly base: 'config' | 'home'; readonly folder: string };
  readonly darwin: string;
}

/** Sources: developer.chrome.com "Native messaging"; MDN "Native manifests", section "Manifest location". */
const PLACES: Readonly<Record<Browser, Place>> = {
  chromium: { engine: 'chromium', linux: { base: 'config', folder: 'chromium/NativeMessagingHosts' }, darwin: 'Chromium/NativeMessagingHosts' },
  chrome: { engine: 'chromium', linux: { base: 'config', folder: 'google-chrome/NativeMessagingHosts' }, darwin: 'Google/Chrome/NativeMessagingHosts' },
  firefox: { engine: 'firefox', linux: { base: 'home', folder: '.mozilla/native-messaging-hosts' }, darwin: 'Mozilla/NativeMessagingHosts' },
};

export type Platform = 'linux' | 'darwin';

/** Whether this system is one whose places are known. */
export function isSupported(platform: string): platform is Platform {
  return platform === 'linux' || platform === 'darwin';
}

/** The user's folder for the browser's native-messaging manifests. */
export function manifestFolder(browser: Browser, platform: Platform): string {
  const place = PLACES[browser];
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support', place.darwin);
  const { base, folder } = place.linux;
  return join(base === 'config' ? configFolder() : homedir(), folder);
}

/** Which form of manifest the browser reads. */
export function engineOf(browser: Browser): Engine {
  return PLACES[browser].engine;
}

/** The user's folder for the start script of the host. */
export function programFolder(platform: Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library/Application Support/Varco');
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local/share'), 'varco');
}

function configFolder(): string {
  return process.env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config');
}
