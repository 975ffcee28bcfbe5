import type { Runtime } from 'webextension-polyfill';
import { VarcoError } from '../../shared/errors';
import type { LoginView } from '../login/view';
import type { Logins } from './logins';
import { toCommand } from './page-commands';

export interface LoginPagesParts {
  readonly logins: Logins;
  /** Resolves when the logins of an earlier background are there again. */
  readonly restored: Promise<void>;
  readonly extensionId: string;
  /** Address of the login page, without its query. */
  readonly pageUrl: string;
}

/** Serves the ports of the login pages. Others, and pages in frames, are not heard. */
export function serveLoginPages({ logins, restored, extensionId, pageUrl }: LoginPagesParts): (port: Runtime.Port) => void {
  return (port) => {
    const { id, url, frameId, tab } = port.sender ?? {};
    const tabId = tab?.id;
    if (port.name !== 'login' || id !== extensionId || frameId !== 0 || tabId === undefined || !isPage(url, pageUrl)) return port.disconnect();
    let login: string | null = null;
    let unwatch = () => {};
    const show = (view: LoginView) => port.postMessage(view);
    port.onDisconnect.addListener(() => unwatch());
    port.onMessage.addListener((message: unknown) => {
      const command = toCommand(message);
      if (command?.type === 'show' && login === null) {
        login = command.login;
        const { login: wanted } = command;
        void restored.then(() => {
          if (logins.find(wanted, tabId)) unwatch = logins.watch(wanted, show);
          else show(OVER);
        });
      } else if (command && command.type !== 'show' && login !== null) {
        logins.find(login, tabId)?.take(command);
      }
    });
  };
}

/** What a page shows that has no login: it was left and is back out of the history. */
const OVER: LoginView = {
  origin: '', cards: null, remembered: false, access: [],
  phase: { name: 'failed', error: new VarcoError('relay.no-login').toJSON(), mayRetry: false },
};

function isPage(url: string | undefined, pageUrl: string): boolean {
  return url !== undefined && url.split(/[?#]/)[0] === pageUrl;
}
