import browser from 'webextension-polyfill';
import type { LoginCommand, LoginPhase, LoginView } from '../../login/view';

const PHASES: Record<LoginPhase['name'], true> = {
  'starting': true, 'probing': true, 'ready': true, 'working': true, 'reading-answer': true, 'hand-over-form': true, 'done': true, 'failed': true,
};

/** Sends a command of this page to the background. */
export type Send = (command: LoginCommand) => void;

/**
 * Joins this page with the login that the background runs for it: `show` at every change, `lost` when the background goes. One that
 * the browser has stopped, as it does with idle ones, is started again by asking, and shows what has become of the login.
 */
export function connectLogin(login: string, show: (view: LoginView) => void, lost: () => void): Send {
  const join = () => {
    const joined = browser.runtime.connect({ name: 'login' });
    let heard = false;
    joined.onMessage.addListener((message) => {
      if (!isLoginView(message)) return;
      heard = true;
      show(message);
    });
    joined.onDisconnect.addListener(() => {
      lost();
      if (heard) port = join();
    });
    joined.postMessage({ type: 'show', login } satisfies LoginCommand);
    return joined;
  };
  let port = join();
  return (command) => port.postMessage(command);
}

function isLoginView(message: unknown): message is LoginView {
  if (typeof message !== 'object' || message === null || !('phase' in message)) return false;
  const { phase } = message;
  return typeof phase === 'object' && phase !== null && 'name' in phase && typeof phase.name === 'string' && Object.hasOwn(PHASES, phase.name);
}
