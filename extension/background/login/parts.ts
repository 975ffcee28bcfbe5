import type { HostClient } from "../../host/client";
import type { PortalMemory, PortalTab } from "../contracts";
import type { CardModule } from "../module/card-module";
import type { PortalRequest } from "../relay/portal-request";
import type { BrowserIdentity } from "../relay/request-headers";

/** What a login is for. */
export interface LoginOrder {
  readonly request: PortalRequest;
  /** Whether the browser showed the request in full; else it may have been a form. */
  readonly observed: boolean;
  /** Match patterns to ask the browser for. */
  readonly access: readonly string[];
  /**
   * What began it: a connection that failed; one from which the browser fell back to http; a page that the server gave
   * instead of the real one; a remembered address that was about to be visited; the person with the button (on this
   * page, now or at an earlier visit); or the person on a page to which this address had led.
   */
  readonly begunBy: "failure" | "fallback" | "page" | "address" | "person" | "led-on";
  /** Whether the browser has just tried to get there with the card by itself. */
  readonly inVain: boolean;
}

/**
 * How the browser was sent to the protected origin by itself: after a relayed login; with the card; with the card
 * because the portal wants the certificate on every page.
 */
export type Sent = "relayed" | "with-card" | "with-card-everywhere";

export interface LoginParts {
  readonly host: HostClient;
  readonly tab: PortalTab;
  readonly memory: PortalMemory;
  readonly module: CardModule;
  readonly identity: BrowserIdentity;
  readonly now: () => number;
  /** Whether a page opened the window of the login for itself. */
  readonly popup: boolean;
  /** The view is another one now. */
  readonly changed: () => void;
  /** Takes the tab back to where the person came from. Without a page to go back to, the page of the login stays. */
  readonly goBack: () => Promise<void>;
  /** The browser is about to visit the protected origin by itself. */
  readonly returned: (how: Sent) => void;
}
