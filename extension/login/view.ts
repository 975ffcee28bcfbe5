import type { ErrorValue } from "../../shared/errors";
import type { CardsState, LoginStep } from "../../shared/messages";
import type { ModuleOfferView } from "./module-offer";
import type { PortalSaid } from "./portal-words";

/** The form by which a portal sends the person on, as read from its answer (no script of it ever runs). */
export interface HandOverForm {
  readonly action: string;
  readonly method: "GET" | "POST";
  /** Form-urlencoded fields in the portal's order. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  /** The name of the encoding in which they are sent (Encoding standard). */
  readonly encoding: string;
}

/** Where a choice leads: a link, or a form that a button sends. */
export type WayOn =
  | { readonly kind: "link"; readonly url: string }
  | { readonly kind: "form"; readonly form: HandOverForm };

/** A link or a button of a portal's page. `label`: its text, never empty. */
export interface PortalChoice {
  readonly label: string;
  readonly way: WayOn;
}

/** What a person sees of a portal's page that does not go on by itself: its text and its choices, nothing else. */
export interface ShownPage {
  readonly text: string;
  readonly choices: readonly PortalChoice[];
}

/** A choice as the login page shows it. `leadsTo`: the host, where it is not that of the login. */
export interface ChoiceView {
  readonly label: string;
  readonly leadsTo: string | null;
}

/** A form that a page of another website sends to the portal. `from`: its host; null: the browser does not tell. */
export interface ForeignForm {
  readonly from: string | null;
}

/** Everything that the login page shows about one login. The background sends it at every change. */
export interface LoginView {
  /** The portal's origin in full, `https://host[:port]`. */
  readonly origin: string;
  /** The registrable domain in it; null where there is none, so that the whole host counts. */
  readonly domain: string | null;
  /** Whether Varco knows of no login at this origin that succeeded. */
  readonly firstUse: boolean;
  /** null until the host has told them. */
  readonly cards: CardsState | null;
  /** Whether this portal is remembered already. */
  readonly remembered: boolean;
  /**
   * Match patterns of the sites for which the page asks the browser, in the click: the portal, and the page which sent
   * the person here where a browser would count both as one site. Without the second one, cookies are lost on the way
   * back.
   */
  readonly access: readonly string[];
  /** The form of another website that will be sent with the card; null: there is none. */
  readonly foreignForm: ForeignForm | null;
  /** Whether a page opened this window for itself. It will not hear of the login's end. */
  readonly popup: boolean;
  /** How the browser itself can log in with the card. */
  readonly moduleOffer: ModuleOfferView;
  readonly phase: LoginPhase;
}

export type LoginPhase =
  /** The host is being started. */
  | { readonly name: "starting" }
  /**
   * The server is being asked whether it wants a certificate. `mayType`: the person may type the PIN meanwhile, as it
   * is known that the browser has no way of its own. The button works only when the server has answered.
   */
  | { readonly name: "probing"; readonly mayType: boolean }
  /**
   * The person may type the PIN as soon as a card is ready. `refused` is why the last try failed (e.g. `pin.wrong`).
   */
  | { readonly name: "ready"; readonly issuers: readonly string[]; readonly refused: ErrorValue | null }
  /**
   * `because`: why the person must type the PIN on the keypad a second time (`server.signature-again`), at the step
   * `keypad` only.
   */
  | { readonly name: "working"; readonly step: LoginStep; readonly because?: ErrorValue }
  /** The page reads this answer (pages/login/hand-over.ts) and replies `answerRead`. */
  | { readonly name: "reading-answer"; readonly html: string; readonly url: string; readonly encoding: string }
  /**
   * A page of the portal that goes on only by a choice of the person's. `minutes`: how long the login waits for it. All
   * texts are the portal's.
   */
  | {
      readonly name: "portal-page";
      readonly text: string;
      readonly choices: readonly ChoiceView[];
      readonly minutes: number;
    }
  /**
   * A file that the portal sends, for the person to save. `size` in bytes, `content`: base64. `mayGoBack`: whether
   * there is a page with choices before it.
   */
  | {
      readonly name: "portal-file";
      readonly fileName: string;
      readonly size: number;
      readonly content: string;
      readonly mayGoBack: boolean;
    }
  /** The browser is on its way to the portal with the card, and asks its own questions. */
  | { readonly name: "opening" }
  /** The page submits this form by itself. The portal learns nothing of Varco (no-referrer). */
  | { readonly name: "hand-over-form"; readonly form: HandOverForm }
  /** The background is taking the tab to the portal's page. */
  | { readonly name: "done" }
  /** `said`: what the portal wrote, where it answered with an error. */
  | { readonly name: "failed"; readonly error: ErrorValue; readonly mayRetry: boolean; readonly said?: PortalSaid };

/** What the login page tells the background over its port (`runtime.connect({ name: 'login' })`). */
export type LoginCommand =
  /** First message: which login this page shows (`?login=` in its address). */
  | { readonly type: "show"; readonly login: string }
  /**
   * Log in: the person pressed the button. The page asks for site access before (it needs the click). `pin` is null
   * where the person types it on the reader's keypad. `insertion`: the card that the page showed.
   */
  | {
      readonly type: "submit";
      readonly reader: string;
      readonly insertion: number;
      readonly pin: string | null;
      readonly remember: boolean;
    }
  /**
   * `refresh`: where a meta refresh or a script of an answer without such a form leads, if it has one. `shown`: what
   * there is to see and to choose where the answer leads nowhere by itself.
   */
  | {
      readonly type: "answerRead";
      readonly form: HandOverForm | null;
      readonly refresh?: string;
      readonly shown?: ShownPage;
    }
  /** The person's choice on a page of the portal, by its number. */
  | { readonly type: "choose"; readonly choice: number }
  /** From a file back to the page on which the person chose it. */
  | { readonly type: "back" }
  | { readonly type: "siteAccessDenied" }
  /** Have the browser use the card by itself. The page asks for the permission before (it needs the click). */
  | { readonly type: "turnModuleOn" }
  /** Have the browser open the portal with the card. */
  | { readonly type: "openPortal" }
  /** Log in here, though the browser could do it by itself. */
  | { readonly type: "loginHere" }
  | { readonly type: "retry" }
  | { readonly type: "cancel" };
