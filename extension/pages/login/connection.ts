import browser from 'webextension-polyfill';
import type { LoginCommand, LoginPhase, LoginView } from '../../login/view';

const PHASES: Record<LoginPhase['name'], true> = {
  'starting': true, 'probing': true, 'ready': true, 'working': true, 'reading-answer': true, 'hand-over-form': true, 'done': true, 'failed': true,
};

/** Sends a command of this page to the background. */
export type Send = (command: LoginCommand) => void;

/** Joins this page with the login that the background runs for it: `show` at every change, `lost` when the background goes. */
export function connectLogin(login: string, show: (view: LoginView) => void, lost: () => void): Send {
  const port = browser.runtime.connect({ name: 'login' });
  port.onMessage.addListener((message) => {
    if (isLoginView(message)) show(message);
  });
  port.onDisconnect.addListener(lost);
  const send: Send = (command) => port.postMessage(command);
  send({ type: 'show', login });
  return send;
}

function isLoginView(message: unknown): message is LoginView {
  if (typeof message !== 'object' || message === null || !('phase' in message)) return false;
  const { phase } = message;
  return typeof phase === 'object' && phase !== null && 'name' in phase && typeof phase.name === 'string' && Object.hasOwn(PHASES, phase.name);
}
