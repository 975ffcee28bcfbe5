import { toVarcoError, VarcoError, type ErrorValue } from "../../../shared/errors";
import type { BackNavigations } from "./back-navigations";
import type { Referrers } from "./referrers";
import type { TabPlace } from "../contracts";
import type { LoginOrder, Sent } from "../login/parts";
import type { TabLogins } from "../login/tab-logins";
import { Headings } from "./headings";
import { inTime } from "./in-time";
import { clarityOf } from "./navigation-failures";
import { unseenVisit } from "../relay/portal-request";
import { UNKNOWN_PERSON, WITHOUT_CERTIFICATE } from "../../login/refusing-statuses";
import type { LoopGuard } from "./loop-guard";
import type { PortalSessions } from "./portal-sessions";
import { patternsFor } from "./same-site";
import { secureTwin } from "./secure-twin";
import type { SeenRequests } from "./seen-requests";
import type { Arrival, Ways } from "./ways";

export interface RouterParts {
  readonly logins: TabLogins;
  readonly seen: SeenRequests;
  readonly referrers: Referrers;
  readonly ways: Ways;
  readonly loopGuard: LoopGuard;
  readonly backNavigations: BackNavigations;
  /** null if the tab is gone. */
  readonly placeOf: (tabId: number) => Promise<TabPlace | null>;
  /** Whether the person lets Varco reach the portal. */
  readonly hasAccess: (url: string) => Promise<boolean>;
  /** Asks the server, invisibly, whether it wants a certificate. null: nobody can tell. */
  readonly asks: (url: string) => Promise<boolean | null>;
  /** Asks the server by the handshake alone. null: nobody can tell. */
  readonly takesCertificate: (url: string) => Promise<boolean | null>;
  /** Whether a remembered portal was entered by this address before. */
  readonly isLoginAddress: (url: string) => Promise<boolean>;
  /** Whether the person has logged in on the page of this address before, and had that remembered. */
  readonly isLoginPage: (url: string) => Promise<boolean>;
  /** The same, whatever the query. */
  readonly isLoginPagePath: (url: string) => Promise<boolean>;
  readonly sessions: PortalSessions;
  /** Shows the cards, where there is no page to log in to. */
  readonly showCards: (tabId: number) => Promise<void>;
  /**
   * Milliseconds after a click for which the server may think before the login page opens and says that it is being
   * asked.
   */
  readonly patience: number;
  /** Keeps the host until the returned function is called: the login that may follow a question finds it running. */
  readonly holdHost: () => () => void;
  /** Starts the host if it does not run. Resolves when it runs, or cannot be started. Called while the host is held. */
  readonly hostRuns: () => Promise<void>;
}

/** A main-frame navigation in a tab. */
export interface Visit {
  readonly tabId: number;
  readonly url: string;
}

/** The arrival of a page, with what decides whether it may become a login. */
export interface PageArrival extends Arrival {
  /** Whether the page was there before: it was loaded again, or the person went back or forward. */
  readonly again: boolean;
  /** Whether the browser has tried the address by https first, in vain. */
  readonly fellBack: boolean;
}

/** How a server answered a visit. */
interface Answer {
  readonly status: number;
  readonly method?: string;
}

/** A navigation that failed. `error` is the browser's own text. */
export interface Failure extends Visit {
  readonly error: string;
  /** Whether the browser's error page has become an entry of the history. */
  readonly errorPage: Promise<boolean>;
}

interface Prepared {
  readonly order: LoginOrder;
  readonly failed: ErrorValue | null;
}

/** Decides which navigations become logins. */
export class Router {
  readonly #parts: RouterParts;
  /**
   * Navigations that are becoming logins, by tab and address. Browsers report one navigation in several ways, in any
   * order.
   */
  readonly #claims = new Set<string>();
  /** By tab: a page that wants a certificate, to which the person went back from its login. */
  readonly #declined = new Map<number, string>();
  readonly #headings = new Headings();
  /** By tab: a click on the button, while the server is still being asked. */
  readonly #clicked = new Map<number, readonly Prepared[]>();

  constructor(parts: RouterParts) {
    this.#parts = parts;
  }

  /** The tab begins to go somewhere. */
  navigates({ tabId, url }: Visit): void {
    this.#headings.begins(tabId, url);
    this.#parts.backNavigations.navigates(tabId, secureTwin(url) ?? url);
    this.#parts.logins.moves(tabId, url);
  }

  /** A navigation failed. */
  async failed({ tabId, url, error, errorPage }: Failure): Promise<void> {
    const clarity = clarityOf(error);
    const { loopGuard, seen, hasAccess, backNavigations, hostRuns } = this.#parts;
    const stays = this.#headings.watch({ tabId, url });
    if (clarity === null || !isHttps(url)) return;
    if (this.#isClaimed({ tabId, url })) return;
    if (backNavigations.fails(tabId, url)) {
      await this.#claim({ tabId, url }, async () => this.#goFurtherBack({ tabId, url }, await errorPage));
      return;
    }
    const access = this.#accessFor({ tabId, url });
    const sent = loopGuard.of(tabId, url);
    // Each question takes the browser some milliseconds: this one runs beside the next.
    const place = this.#parts.placeOf(tabId);
    // Where Varco has no access, requests are never seen.
    const reachable = await hasAccess(url);
    if (reachable) await seen.known(tabId, url);
    await this.#claim({ tabId, url }, async () => {
      const prepared = this.#prepare({ tabId, url }, "failure", access);
      const isDoubtful = clarity === "vague" && !sent;
      // The host starts while the browser shows its error page.
      if (clarity === "clear") void hostRuns();
      if (isDoubtful && !(await this.#wants(url, reachable, place))) return;
      const replaces = await errorPage;
      if (isDoubtful && !stays()) return;
      if (sent) await this.#sentInVain(tabId, sent, prepared, replaces);
      else await this.#open(tabId, prepared, replaces, place);
    });
  }

  /**
   * A visit by http has failed, or has come only after a vain attempt by https. Nobody tells why that failed: the
   * server is asked, by the handshake alone, and not for private windows.
   */
  async fellBack({ tabId, url, errorPage }: Omit<Failure, "error">): Promise<void> {
    const { backNavigations, placeOf, takesCertificate } = this.#parts;
    const twin = secureTwin(url);
    if (twin === null) return;
    const visited = { tabId, url: twin };
    if (this.#isClaimed(visited)) return;
    if (backNavigations.fails(tabId, twin)) {
      await this.#claim(visited, async () => this.#goFurtherBack(visited, await errorPage));
      return;
    }
    await this.#claim(visited, async () => {
      const prepared = this.#prepare(visited, "fallback");
      if ((await placeOf(tabId))?.incognito !== false || !(await takesCertificate(twin))) return;
      const replaces = await errorPage;
      if (this.#headings.isFor(tabId, url)) await this.#open(tabId, prepared, replaces);
    });
  }

  /** A page came with this status, at a portal that Varco may reach. */
  async answered({ tabId, url, status, method = "GET" }: Visit & Answer): Promise<void> {
    const { loopGuard, seen, sessions, hasAccess } = this.#parts;
    const stays = this.#headings.watch({ tabId, url });
    const sent = loopGuard.of(tabId, url);
    if (!WITHOUT_CERTIFICATE.has(status)) {
      seen.succeeded(tabId);
      if (sent) {
        loopGuard.over(tabId);
        await sessions.begun(tabId, new URL(url).origin);
      } else if (UNKNOWN_PERSON.has(status) && method === "GET" && (await this.#mayOpenOn({ tabId, url }))) {
        await this.#claim({ tabId, url }, () => this.#open(tabId, this.#prepare({ tabId, url }, "person"), true));
      }
      return;
    }
    if (!sent && this.#isDeclined({ tabId, url })) return;
    await this.#claim({ tabId, url }, async () => {
      const prepared = this.#prepare({ tabId, url }, "page");
      if (sent) await this.#sentInVain(tabId, sent, prepared, true);
      else if ((await hasAccess(url)) && (await this.#wants(url, true)) && stays())
        await this.#open(tabId, prepared, true);
    });
  }

  /** A navigation is about to be sent to a portal that Varco may reach. */
  async begins({ tabId, url }: Visit): Promise<void> {
    const { loopGuard, isLoginAddress } = this.#parts;
    if (loopGuard.of(tabId, url) || this.#isDeclined({ tabId, url }) || !(await isLoginAddress(url))) return;
    await this.#claim({ tabId, url }, () => this.#open(tabId, this.#prepare({ tabId, url }, "address"), false));
  }

  /** The person clicked on the button of the extension, on a page with this address. */
  async clicked(tabId: number, shown: string | undefined): Promise<void> {
    const { ways, showCards } = this.#parts;
    const candidates = ownOnesFirst(ways.candidates(tabId, shown).filter(isHttps), shown);
    const prepared = candidates.map((url) =>
      this.#prepare({ tabId, url }, ways.ledOn(tabId, url, shown) ? "led-on" : "person"),
    );
    const [likely] = prepared;
    if (!likely) return showCards(tabId);
    this.#clicked.set(tabId, prepared);
    await this.#withHost(() => this.#openAsking(tabId, prepared, likely));
  }

  async #openAsking(tabId: number, prepared: readonly Prepared[], likely: Prepared): Promise<void> {
    const { hostRuns, patience, showCards } = this.#parts;
    const asking = this.#firstAsking(tabId, prepared);
    // The patience is for the server. A slow computer needs some of it to start the host.
    await hostRuns();
    const found = (await inTime(asking, patience)) ?? likely;
    // Meanwhile the tab may have gone elsewhere, or the person has clicked again.
    if (this.#clicked.get(tabId) !== prepared) return;
    this.#clicked.delete(tabId);
    if (found === "none") await showCards(tabId);
    else await this.#open(tabId, found, false);
  }

  /** The tab shows this page now. */
  async arrived(arrival: PageArrival): Promise<void> {
    const { tabId, url } = arrival;
    const { logins, referrers, ways, seen, loopGuard, backNavigations, sessions } = this.#parts;
    const loggedIn = logins.handedOver(tabId);
    this.#clicked.delete(tabId);
    seen.arrived(tabId, url);
    // The login of a page that came by http is for its address with https.
    const secure = secureTwin(url) ?? url;
    backNavigations.arrived(tabId, secure);
    if (logins.isFor(tabId, secure) && !loopGuard.of(tabId, secure)) this.#declined.set(tabId, secure);
    else if (this.#declined.get(tabId) !== secure) this.#declined.delete(tabId);
    referrers.over(tabId);
    await Promise.all([
      ways.arrived(arrival),
      logins.left(tabId, url, (address) => ways.ledOn(tabId, address, url)),
      loggedIn === null ? undefined : sessions.begun(tabId, loggedIn),
    ]);
    await this.#openOnPage(arrival);
  }

  /** The tab is closed. */
  async closed(tabId: number): Promise<void> {
    const { logins, referrers, ways, seen, loopGuard, backNavigations, sessions } = this.#parts;
    backNavigations.over(tabId);
    this.#declined.delete(tabId);
    this.#clicked.delete(tabId);
    this.#headings.over(tabId);
    referrers.over(tabId);
    seen.forget(tabId);
    loopGuard.over(tabId);
    await Promise.all([ways.over(tabId), logins.endTab(tabId), sessions.over(tabId)]);
  }

  /** Whether a refused page is a remembered one, of a person who is not logged in in this tab. */
  async #mayOpenOn({ tabId, url }: Visit): Promise<boolean> {
    const { sessions, isLoginPagePath } = this.#parts;
    return !this.#isDeclined({ tabId, url }) && !(await sessions.holds(tabId, url)) && isLoginPagePath(url);
  }

  /**
   * Opens the login on a remembered page, unless it may show the person who is logged in: after a login in this tab,
   * when it is loaded again, or comes out of the history. It stays in the history: a step back leads to its other ways
   * in.
   */
  async #openOnPage({ tabId, url: shown, byForm, again, fellBack }: PageArrival): Promise<void> {
    const { loopGuard, sessions, isLoginPage } = this.#parts;
    const twin = secureTwin(shown);
    const url = twin ?? shown;
    if (!isHttps(url) || (await sessions.holds(tabId, url)) || again || byForm) return;
    if (loopGuard.of(tabId, url) || this.#isDeclined({ tabId, url })) return;
    if (await isLoginPage(url)) {
      const prepared = this.#prepare({ tabId, url }, twin === null ? "person" : "fallback");
      await this.#claim({ tabId, url }, () => this.#open(tabId, prepared, false));
    } else if (fellBack) await this.fellBack({ tabId, url: shown, errorPage: Promise.resolve(false) });
  }

  async #withHost(work: () => Promise<void>): Promise<void> {
    const release = this.#parts.holdHost();
    try {
      await work();
    } finally {
      release();
    }
  }

  /** Does the work unless the same navigation has been claimed before. */
  async #claim(visited: Visit, work: () => Promise<void>): Promise<void> {
    if (this.#isClaimed(visited)) return;
    this.#claims.add(keyOf(visited));
    try {
      await this.#withHost(work);
    } finally {
      this.#claims.delete(keyOf(visited));
    }
  }

  /** Whether the person has gone back from a login to the page from which it began. */
  #isDeclined({ tabId, url }: Visit): boolean {
    return this.#parts.logins.isFor(tabId, url) || this.#declined.get(tabId) === url;
  }

  #isClaimed(visited: Visit): boolean {
    return this.#claims.has(keyOf(visited)) || this.#parts.logins.isOpening(visited.tabId, visited.url);
  }

  #accessFor({ tabId, url }: Visit): readonly string[] {
    return patternsFor(url, this.#parts.referrers.hosts(tabId));
  }

  /** The first whose server asks for a certificate. null: nobody can tell, or nobody waits for it any more. */
  async #firstAsking(tabId: number, prepared: readonly Prepared[]): Promise<Prepared | "none" | null> {
    let everyoneAnswers = true;
    for (const one of prepared) {
      if (this.#clicked.get(tabId) !== prepared) return null;
      const asks = await this.#parts.asks(one.order.request.url);
      if (asks === true) return one;
      everyoneAnswers &&= asks !== null;
    }
    return everyoneAnswers ? "none" : null;
  }

  /** Takes the request of the navigation at once, before the next navigation takes its place. */
  #prepare({ tabId, url }: Visit, begunBy: LoginOrder["begunBy"], access = this.#accessFor({ tabId, url })): Prepared {
    try {
      const seen = this.#parts.seen.take(tabId, url);
      return {
        order: { request: seen ?? unseenVisit(url), observed: seen !== null, access, begunBy, inVain: false },
        failed: null,
      };
    } catch (thrown) {
      return {
        order: { request: unseenVisit(url), observed: false, access, begunBy, inVain: false },
        failed: toVarcoError(thrown).toJSON(),
      };
    }
  }

  /** Varco has sent the browser to the portal, and the portal does not let it in. */
  async #sentInVain(tabId: number, sent: Sent, { order, failed }: Prepared, replaces: boolean): Promise<void> {
    this.#parts.loopGuard.over(tabId);
    const everyPage = new VarcoError("portal.every-page", { host: new URL(order.request.url).host }).toJSON();
    const error = sent === "with-card" ? failed : everyPage;
    await this.#open(tabId, { order: { ...order, inVain: sent !== "relayed" }, failed: error }, replaces);
  }

  /**
   * A step back from a cancelled login has led to the address that made it. Where that is the first page, the login
   * page is shown again.
   */
  async #goFurtherBack(visited: Visit, replaces: boolean): Promise<void> {
    const { order } = this.#prepare(visited, "failure");
    if (await this.#parts.backNavigations.further(visited.tabId)) return;
    const failed = new VarcoError("operation.cancelled").toJSON();
    await this.#open(visited.tabId, { order, failed }, replaces);
  }

  /**
   * Whether the server wants a certificate. Where Varco has no access, it is asked by the handshake alone, and not for
   * private windows.
   */
  async #wants(url: string, reachable: boolean, place?: Promise<TabPlace | null>): Promise<boolean> {
    const { asks, takesCertificate } = this.#parts;
    if (reachable) return (await asks(url)) === true;
    return (await place)?.incognito === false && (await takesCertificate(url)) === true;
  }

  async #open(
    tabId: number,
    prepared: Prepared,
    replaces: boolean,
    known: Promise<TabPlace | null> = this.#parts.placeOf(tabId),
  ): Promise<void> {
    const place = await known;
    if (place) await this.#parts.logins.open({ place, ...prepared, replaces });
  }
}

/**
 * Addresses of the shown page's origin, then the others. A site that led to a portal, or is led to by it, must not get
 * the login that the person wants at the portal.
 */
function ownOnesFirst(addresses: readonly string[], shown: string | undefined): string[] {
  const origin = shown !== undefined && isHttps(shown) ? new URL(shown).origin : null;
  const isOwn = (address: string) => new URL(address).origin === origin;
  return [...addresses.filter(isOwn), ...addresses.filter((address) => !isOwn(address))];
}

function keyOf({ tabId, url }: Visit): string {
  return `${tabId} ${url}`;
}

function isHttps(url: string): boolean {
  return url.startsWith("https:") && URL.canParse(url);
}
