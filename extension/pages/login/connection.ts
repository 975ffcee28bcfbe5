import type { LoginCommand, LoginPhase, LoginView } from "../../login/view";
import { connectPage, isNamed } from "../connect-page";

const PHASES: Readonly<Record<LoginPhase["name"], true>> = {
  starting: true,
  probing: true,
  ready: true,
  working: true,
  "reading-answer": true,
  "portal-page": true,
  "portal-file": true,
  opening: true,
  "hand-over-form": true,
  done: true,
  failed: true,
};

/** Sends a command of this page to the background. */
export type Send = (command: LoginCommand) => void;

/**
 * Joins this page with its login in the background: `show` at every change. `lost` is called when the background goes
 * away and says whether to ask at once how the login ended.
 */
export function connectLogin(login: string, show: (view: LoginView) => void, lost: () => boolean): Send {
  return connectPage<LoginView, LoginCommand>({ name: "login", hello: { type: "show", login }, isView, show, lost });
}

function isView(message: unknown): message is LoginView {
  return typeof message === "object" && message !== null && "phase" in message && isNamed(message.phase, PHASES);
}
