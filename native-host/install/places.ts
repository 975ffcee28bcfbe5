import { homedir } from 'node:os';
import { join } from 'node:path';

/** Browsers that Varco registers itself with by name. */
export const BROWSERS = ['chromium', 'chrome', 'firefox'] as const;
export type Browser = (typeof BROWSERS)[number];
export type Engine = 'chromium' | 'firefox';
export type Platform = 'linux' | 'darwin';

/** A user's folders: the home, and where programs keep settings and data (absolute paths). */
export interface UserFolders {
  readonly home: string;
  readonly config: string;
  readonly data: string;
}

interface Place {
  readonly engine: Engine;
  readonly base: keyof UserFolders;
  readonly folder: string;
}

/** Where browsers look for native-messaging manifests of the user. Sources: developer.chrome.com "Native messaging"; MDN "Native manifests". */
const PLACES: Readonly<Record<Platform, Readonly<Record<Browser, Place>>>> = {
  linux: {
    chromium: { engine: 'chromium', base: 'config', folder: 'chromium/NativeMessagingHosts' },
    chrome: { engine: 'chromium', base: 'config', folder: 'google-chrome/NativeMessagingHosts' },
    firefox: { engine: 'firefox', base: 'home', folder: '.mozilla/native-messaging-hosts' },
  },
  darwin: {
    chromium: { engine: 'chromium', base: 'config', folder: 'Chromium/NativeMessagingHosts' },
    chrome: { engine: 'chromium', base: 'config', folder: 'Google/Chrome/NativeMessagingHosts' },
    firefox: { engine: 'firefox', base: 'config', folder: 'Mozilla/NativeMessagingHosts' },
  },
};

/** Whether this system is one whose places are known. */
export function isSupported(platform: string): platform is Platform {
  return Object.hasOwn(PLACES, platform);
}

/** The folder in which the browser looks for manifests, and the form that it reads. */
export function manifestPlace(browser: Browser, platform: Platform, folders: UserFolders): { folder: string; engine: Engine } {
  const { base, folder, engine } = PLACES[platform][browser];
  return { folder: join(folders[base], folder), engine };
}

/** The folders of the person who runs this (XDG Base Directory Specification on Linux, where empty means unset). */
export function userFolders(platform: Platform): UserFolders {
  const home = homedir();
  if (platform === 'darwin') {
    const support = join(home, 'Library/Application Support');
    return { home, config: support, data: support };
  }
  return {
    home,
    config: process.env['XDG_CONFIG_HOME'] || join(home, '.config'),
    data: process.env['XDG_DATA_HOME'] || join(home, '.local/share'),
  };
}
