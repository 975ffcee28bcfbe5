import type { ErrorValue } from "../../shared/errors";
import type { CardsState, LoginStep } from "../../shared/messages";
import type { ModuleOfferView } from "./module-offer";

/** The form by which a portal sends the person on, as read from its answer (no script of it ever runs). */
export interface HandOverForm {
  readonly action: string;
  readonly method: "GET" | "POST";
  /** Form-urlencoded fields in the portal's order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** What the login page shows: the whole truth about one login, sent by the background at every change. */
export interface LoginView {
  /** The portal's origin in full, `https://host[:port]`; the only thing of the portal that is shown. */
  readonly origin: string;
  /** null until the host has said it. */
  readonly cards: CardsState | null;
  /** Whether this portal is remembered already. */
  readonly remembered: boolean;
  /**
   * Match patterns of the sites that the page asks the browser for, in the click: the portal's, and that of the page which
   * sent the person here, where a browser would count both as one site (else cookies are lost on the way back).
   */
  readonly access: readonly string[];
  /** How the browser itself comes into it, instead of Varco. */
  readonly moduleOffer: ModuleOfferView;
  readonly phase: LoginPhase;
}

export type LoginPhase =
  /** The host is being started, then the server is asked whether it wants a certificate. */
  | { readonly name: "starting" }
  | { readonly name: "probing" }
  /** The person may type the PIN as soon as a card is ready. `refused` is why the last try failed (e.g. `pin.wrong`). */
  | { readonly name: "ready"; readonly issuers: readonly string[]; readonly refused: ErrorValue | null }
  /**
   * `because`: why the person must type the PIN on the keypad a second time (`server.signature-again`), at the step `keypad` only.
   */
  | { readonly name: "working"; readonly step: LoginStep; readonly because?: ErrorValue }
  /** The page parses this answer with `readHandOverForm` and replies `answerRead`. */
  | { readonly name: "reading-answer"; readonly html: string; readonly url: string }
  /** The browser is on its way to the portal with the card, and asks the person what it wants to know. */
  | { readonly name: "opening" }
  /** The page submits this form by itself; nothing of Varco is told to the portal (no-referrer). */
  | { readonly name: "hand-over-form"; readonly form: HandOverForm }
  /** The background is taking the tab to the portal's page. */
  | { readonly name: "done" }
  | { readonly name: "failed"; readonly error: ErrorValue; readonly mayRetry: boolean };

/** What the login page tells the background over its port (`runtime.connect({ name: 'login' })`). */
export type LoginCommand =
  /** First message: which login this page shows (`?login=` in its address). */
  | { readonly type: "show"; readonly login: string }
  /**
   * Log in: the person pressed the button. The page asks for site access before (it needs the click). `pin` is null where the
   * person types it on the reader's keypad.
   */
  | { readonly type: "submit"; readonly reader: string; readonly pin: string | null; readonly remember: boolean }
  /** `refresh`: where a meta refresh of an answer without such a form leads, if it has one. */
  | { readonly type: "answerRead"; readonly form: HandOverForm | null; readonly refresh?: string }
  | { readonly type: "siteAccessDenied" }
  /** Have the browser use the card by itself. The page asks for the permission before (it needs the click). */
  | { readonly type: "turnModuleOn" }
  /** Have the browser open the portal with the card. */
  | { readonly type: "openPortal" }
  /** Log in here, though the browser could do it by itself. */
  | { readonly type: "loginHere" }
  | { readonly type: "retry" }
  | { readonly type: "cancel" };
