import type { HostClient } from "../../host/client";
import type { CardModule } from "../module/card-module";
import type { HeldCookie } from "../relay/cookie-header";
import type { PortalRequest } from "../relay/portal-request";
import type { BrowserIdentity } from "../relay/request-headers";
import type { Sent } from "../navigation/loop-guard";
import type { CookieToSet } from "../relay/set-cookies";

/** What a login is for. */
export interface LoginOrder {
  readonly request: PortalRequest;
  /** Whether the browser showed the request in full; else it may have been a form. */
  readonly observed: boolean;
  /** Match patterns to ask the browser for. */
  readonly access: readonly string[];
  /**
   * What began it: a connection that failed, a page that the server gave instead of the real one, a remembered address that was about
   * to be visited, or the person with the button.
   */
  readonly begunBy: "failure" | "page" | "address" | "person";
  /** Whether the browser has just tried to get there with the card by itself. */
  readonly inVain: boolean;
}

/** The tab of the login, with the cookies that belong to it. */
export interface PortalTab {
  /** Whether the person lets Varco reach the portal. */
  hasAccess(): Promise<boolean>;
  cookies(url: string): Promise<readonly HeldCookie[]>;
  setCookies(cookies: readonly CookieToSet[]): Promise<void>;
  /** Whether the browser gets a page by itself, without a certificate. */
  canShow(url: string): Promise<boolean>;
  go(url: string): Promise<void>;
  /** Goes there so that the browser uses the card by itself. */
  goWithCard(url: string): Promise<void>;
  /** Goes back or, where there is nothing to go back to, closes the tab. */
  leave(): Promise<void>;
}

/** What is kept of the portal beyond this login. */
export interface PortalMemory {
  isRemembered(): Promise<boolean>;
  remember(): Promise<void>;
  forget(): Promise<void>;
}

export interface LoginParts {
  readonly host: HostClient;
  readonly tab: PortalTab;
  readonly memory: PortalMemory;
  readonly module: CardModule;
  readonly identity: BrowserIdentity;
  readonly now: () => number;
  /** The view is another one now. */
  readonly changed: () => void;
  /** Takes the tab back to where the person came from. Without a page to go back to, the page of the login stays. */
  readonly goBack: () => Promise<void>;
  /** The browser is about to visit the protected origin by itself. */
  readonly returned: (how: Sent) => void;
}
