import browser, { type Runtime } from "webextension-polyfill";
import type { LoginCommand, LoginPhase, LoginView } from "../../login/view";

const PHASES: Record<LoginPhase["name"], true> = {
  starting: true,
  probing: true,
  ready: true,
  working: true,
  "reading-answer": true,
  opening: true,
  "hand-over-form": true,
  done: true,
  failed: true,
};

/** Sends a command of this page to the background. */
export type Send = (command: LoginCommand) => void;

/**
 * Joins this page with the login that the background runs for it: `show` at every change, `lost` when the background goes. Browsers
 * stop an idle one; joining starts it again, and it shows what has become of the login: at once where `lost` says so, else with the
 * next command.
 */
export function connectLogin(login: string, show: (view: LoginView) => void, lost: () => boolean): Send {
  let port: Runtime.Port | null = null;
  const join = () => {
    const joined = browser.runtime.connect({ name: "login" });
    let heard = false;
    joined.onMessage.addListener((message) => {
      if (!isLoginView(message)) return;
      heard = true;
      show(message);
    });
    joined.onDisconnect.addListener(() => {
      port = null;
      if (lost() && heard) port = join();
    });
    joined.postMessage({ type: "show", login } satisfies LoginCommand);
    return joined;
  };
  port = join();
  return (command) => {
    port ??= join();
    port.postMessage(command);
  };
}

function isLoginView(message: unknown): message is LoginView {
  if (typeof message !== "object" || message === null || !("phase" in message)) return false;
  const { phase } = message;
  return (
    typeof phase === "object" &&
    phase !== null &&
    "name" in phase &&
    typeof phase.name === "string" &&
    Object.hasOwn(PHASES, phase.name)
  );
}
