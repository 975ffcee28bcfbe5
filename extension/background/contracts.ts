/**
 * What the background and the browser's APIs say to each other. `extension/browser/` implements it, the background's
 * rooms use it.
 */

import type { LoginEnding } from "../login/login-ending";

/** A tab, and whose cookies it uses. */
export interface TabPlace {
  readonly tabId: number;
  /** Firefox's container or private jar; absent where the browser has only one for the extension. */
  readonly storeId: string | undefined;
  readonly incognito: boolean;
  /** Whether a page opened the window of the tab for itself. */
  readonly popup: boolean;
}

/** The tab of a login, with the cookies that belong to it. */
export interface PortalTab {
  /** Whether the person lets Varco reach the portal. */
  hasAccess(): Promise<boolean>;
  cookies(url: string): Promise<TabCookies>;
  setCookies(cookies: readonly CookieToSet[]): Promise<void>;
  /** Whether the browser gets a page by itself, without a certificate. */
  canShow(url: string): Promise<boolean>;
  go(url: string): Promise<void>;
  /** Goes there so that the browser uses the card by itself. Stays when the signal fires before. */
  goWithCard(url: string, signal: AbortSignal): Promise<void>;
  /** Goes back or, where there is nothing to go back to, closes the tab. */
  leave(): Promise<void>;
}

/** The cookies that the browser holds for an address. */
export interface TabCookies {
  /** The `Cookie` field that the browser would send. null where its cookie store tells all. */
  readonly field: string | null;
  readonly stored: readonly StoredCookie[];
}

/** A cookie for one address; `sameSite` null where the browser does not tell. */
export interface HeldCookie {
  readonly name: string;
  readonly value: string;
  readonly sameSite: "no_restriction" | "lax" | "strict" | "unspecified" | null;
}

/** A cookie as the browser's cookie store tells it. */
export interface StoredCookie extends HeldCookie {
  readonly path: string;
}

/** A cookie as the browser's `cookies.set` wants it. `expirationDate` in seconds since 1970, in the past to delete. */
export interface CookieToSet {
  readonly url: string;
  readonly name: string;
  readonly value: string;
  readonly path: string;
  /** Absent for a cookie of this host only. */
  readonly domain?: string;
  readonly secure: boolean;
  readonly httpOnly: boolean;
  readonly sameSite: "no_restriction" | "lax" | "strict" | "unspecified";
  /** Absent for a cookie of the browser session. */
  readonly expirationDate?: number;
  readonly partitioned: boolean;
}

/** What is kept of a portal beyond one login. */
export interface PortalMemory {
  isRemembered(): Promise<boolean>;
  remember(): Promise<void>;
  forget(): Promise<void>;
  /** Visits of this address begin no login by themselves any more. */
  forgetAddress(): Promise<void>;
  /** Whether a login at this origin has succeeded before. */
  isKnown(): Promise<boolean>;
  /** This login has succeeded. */
  succeeded(): Promise<void>;
  /** The login is over. */
  over(ending: LoginEnding): Promise<void>;
}

/**
 * JSON values that outlive the background, which the browser may stop at any time. In memory, until the browser ends.
 */
export interface SessionStore {
  all(): Promise<Readonly<Record<string, unknown>>>;
  set(key: string, value: unknown): Promise<void>;
  remove(key: string): Promise<void>;
}

/**
 * What was done with the PKCS#11 module after this browser had loaded its modules: it takes effect at the next start.
 */
export type ModuleTurned = "on" | "off" | null;

/** What is known of the PKCS#11 module until the browser ends. */
export interface RunMemory {
  turned(): Promise<ModuleTurned>;
  setTurned(turned: ModuleTurned): Promise<void>;
}

/** How a browser comes to the PKCS#11 module that the host has registered. */
export interface ModuleLoader {
  /** Whether the person lets the extension load it; null where nobody is asked. */
  readonly allowed: () => Promise<boolean | null>;
  /**
   * To be asked only once the module is registered: Firefox remembers a module that it did not find as long as the
   * background runs.
   */
  readonly loaded: () => Promise<boolean>;
  readonly load: () => Promise<void>;
  /** Takes it out of the browser, and gives the permission back; null where only the host can. */
  readonly unload: (() => Promise<void>) | null;
}

/** The port of a page of the extension, as far as the background uses it. */
export interface PagePort<View> {
  readonly name: string;
  readonly sender?: {
    readonly id?: string;
    readonly url?: string;
    readonly frameId?: number;
    readonly tab?: { readonly id?: number };
  };
  postMessage(view: View): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}
