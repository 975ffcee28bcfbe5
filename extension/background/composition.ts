import browser from "webextension-polyfill";
import { hideCardBadge, showCardBadge } from "../browser/card-badge";
import { moduleLoader } from "../browser/module";
import { showTab } from "../browser/own-tab";
import { goTo, ownAddress, portalTab } from "../browser/portal-tab";
import { runMemory } from "../browser/run-memory";
import { browserProxy } from "../browser/proxy";
import { sessionStore } from "../browser/session-store";
import { stepBack } from "../browser/step-back";
import { HostClient } from "../host/client";
import { connectHost } from "../host/port";
import { grantedSites, hasSiteAccess } from "../login/site-access";
import { isManagedLogin } from "../managed/settings";
import { wantsCardBadge } from "../remembered/card-badge";
import { isFailingAddress, isLoginAddress, isLoginPage, isLoginPagePath } from "../remembered/login-addresses";
import { AccessOfLogins } from "../remembered/login-access";
import { browserHasNoCard, noteModule } from "../remembered/own-way";
import { CardPages } from "./card/pages";
import { CardTaskRunner } from "./card/task-runner";
import { StoredLogins } from "./login/stored-logins";
import { TabLogins } from "./login/tab-logins";
import { CardModule } from "./module/card-module";
import { BackNavigations } from "./navigation/back-navigations";
import { ErrorPages } from "./navigation/error-pages";
import { HttpFallbacks } from "./navigation/http-fallbacks";
import { LoopGuard } from "./navigation/loop-guard";
import { CardBadges } from "./navigation/card-badges";
import { asksForCertificate, takesCertificate } from "./navigation/probe";
import { PortalSessions } from "./navigation/portal-sessions";
import { Referrers } from "./navigation/referrers";
import { Router } from "./navigation/router";
import { SeenRequests } from "./navigation/seen-requests";
import { Ways } from "./navigation/ways";
import { portalMemory } from "./portal-memory";
import { reported } from "./reported";

export const LOGIN_PAGE = browser.runtime.getURL("pages/login.html");
export const WELCOME_PAGE = browser.runtime.getURL("pages/welcome.html");
const CARD_PAGE = browser.runtime.getURL("pages/card.html");
const pageOf = (login: string) => `${LOGIN_PAGE}?login=${login}`;

const host = new HostClient(connectHost, { proxy: browserProxy });
const loopGuard = new LoopGuard(Date.now);
const backNavigations = new BackNavigations(stepBack);
const sessions = new PortalSessions(sessionStore, Date.now);
const storedLogins = new StoredLogins(sessionStore);

export const seen = new SeenRequests(Date.now);
export const referrers = new Referrers();
export const errorPages = new ErrorPages();
export const httpFallbacks = new HttpFallbacks(Date.now);
export const ways = new Ways(sessionStore);
/** Looks at servers without a person's wish: this host leaves the cards alone. */
const lookingHost = new HostClient(connectHost, { cards: false, proxy: browserProxy });
export const cardBadges = new CardBadges({
  store: sessionStore,
  now: Date.now,
  look: (origin) => takesCertificate(lookingHost, origin),
  mayShow: async (tabId) => {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    return tab?.incognito === false && wantsCardBadge();
  },
  show: showCardBadge,
  hide: hideCardBadge,
});
export const cardModule = new CardModule(host, moduleLoader(), runMemory, (state) => {
  reported(noteModule(state));
});

// Chromium has a background of its own for private windows.
export const accessOfLogins = new AccessOfLogins(browser.extension.inIncognitoContext !== true);

export const logins = new TabLogins({
  host,
  module: cardModule,
  now: Date.now,
  identity: { userAgent: navigator.userAgent, languages: navigator.languages },
  showPage: (tabId, login, replaces) => goTo(tabId, pageOf(login), replaces),
  tab: portalTab,
  memory: (place, order) => portalMemory(accessOfLogins, place, order),
  goBack: (tabId, url) => backNavigations.begin(tabId, url),
  returned: (tabId, origin, how) => loopGuard.begun(tabId, origin, how),
  save: (record) => reported(storedLogins.save(record)),
  remove: (id) => reported(storedLogins.remove(id)),
});

export const cardPages = new CardPages(new CardTaskRunner(host, async () => (await grantedSites()).length), {
  extensionId: browser.runtime.id,
  pageUrl: CARD_PAGE,
  otherUrls: [WELCOME_PAGE],
});

export const router = new Router({
  logins,
  seen,
  referrers,
  ways,
  loopGuard,
  backNavigations,
  sessions,
  isLoginAddress: async (url) => {
    // Each question takes some milliseconds, in which the visit goes on.
    const [login, managed, failing, noCard] = await Promise.all([
      isLoginAddress(url),
      isManagedLogin(url),
      isFailingAddress(url),
      browserHasNoCard(),
    ]);
    return login || managed || (failing && noCard);
  },
  isLoginPage,
  isLoginPagePath,
  placeOf: async (tabId) => {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    if (tab === null) return null;
    const { cookieStoreId: storeId, incognito, windowId = browser.windows.WINDOW_ID_NONE } = tab;
    const window = await browser.windows.get(windowId).catch(() => null);
    return { tabId, storeId, incognito, popup: window?.type === "popup" };
  },
  hasAccess: (url) => hasSiteAccess(new URL(url).origin),
  asks: (url) => asksForCertificate(host, url),
  takesCertificate: (url) => takesCertificate(lookingHost, new URL(url).origin),
  showCards: (tabId) => showTab(CARD_PAGE, cardPages.tabs, tabId),
  patience: 2_000,
  holdHost: () => host.hold({ cards: () => {}, lost: () => {} }),
  hostRuns: () =>
    host.session().then(
      () => undefined,
      () => undefined,
    ),
});

/**
 * Takes up what a background has left that the browser has stopped. Where that fails, new logins still work, and one
 * part without the other.
 */
export async function restore(): Promise<void> {
  const results = await Promise.allSettled([ways.restore(), cardBadges.restore(), sessions.restore(), restoreLogins()]);
  results.push(...(await Promise.allSettled([accessOfLogins.restore()])));
  for (const result of results) if (result.status === "rejected") globalThis.reportError(result.reason);
}

async function restoreLogins(): Promise<void> {
  logins.restore(await storedLogins.interrupted(async ({ id, tabId }) => (await ownAddress(tabId)) === pageOf(id)));
}
