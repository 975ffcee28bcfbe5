import browser from "webextension-polyfill";
import { ALL_HEADERS, watchPortalRequests } from "../browser/portal-requests";
import { errorPageShown } from "../browser/error-page";
import { moduleLoader } from "../browser/module";
import { showTab } from "../browser/own-tab";
import { goTo, leave, portalTab } from "../browser/portal-tab";
import { runMemory } from "../browser/run-memory";
import { stepBack } from "../browser/step-back";
import { interruptedLogins, removeLogin, saveLogin } from "../browser/session-store";
import { HostClient } from "../host/client";
import { connectHost } from "../host/port";
import { hasSiteAccess } from "../login/site-access";
import { isLoginAddress, rememberLoginAddress } from "../remembered/login-addresses";
import { forgetPortal, rememberedPortals, rememberPortal } from "../remembered/portals";
import { CardCare } from "./card/care";
import { CardModule } from "./module/card-module";
import { CardPages } from "./card/pages";
import { BackNavigations } from "./navigation/back-navigations";
import { Referrers } from "./navigation/referrers";
import { serveLoginPages } from "./login/pages";
import { TabLogins } from "./login/tab-logins";
import { serveModule } from "./module/commands";
import { clarityOf } from "./navigation/navigation-failures";
import { asksForCertificate } from "./navigation/probe";
import { LoopGuard } from "./navigation/loop-guard";
import { Router } from "./navigation/router";
import { KEPT, SeenRequests } from "./navigation/seen-requests";

const PAGE = browser.runtime.getURL("pages/login.html");
const CARD_PAGE = browser.runtime.getURL("pages/card.html");
const WELCOME_PAGE = browser.runtime.getURL("pages/welcome.html");
const pageOf = (login: string) => `${PAGE}?login=${login}`;

const host = new HostClient(connectHost);
const seen = new SeenRequests(Date.now);
const referrers = new Referrers();
const loopGuard = new LoopGuard(Date.now);
const backNavigations = new BackNavigations(stepBack);

const cardModule = new CardModule(host, moduleLoader(), runMemory);

const logins = new TabLogins({
  host,
  module: cardModule,
  now: Date.now,
  identity: { userAgent: navigator.userAgent, languages: navigator.languages },
  showPage: (tabId, login, replaces) => goTo(tabId, pageOf(login), replaces),
  tab: portalTab,
  memory: ({ incognito }, { request: { url }, begunBy }) => {
    const { origin } = new URL(url);
    return {
      isRemembered: async () => (await rememberedPortals()).includes(origin),
      async remember() {
        // A private window leaves no traces.
        if (incognito) return;
        await rememberPortal(origin);
        // Where the connection fails there is nothing to be spared, and a page that may be the right one is not to be taken away.
        if (begunBy === "page" || begunBy === "address") await rememberLoginAddress(url);
      },
      forget: () => forgetPortal(origin),
    };
  },
  goBack: (tabId, url) => backNavigations.begin(tabId, url),
  returned: (tabId, origin, how) => loopGuard.begun(tabId, origin, how),
  save: (record) => noticed(saveLogin(record)),
  remove: (id) => noticed(removeLogin(id)),
});

const cardPages = new CardPages(new CardCare(host), {
  extensionId: browser.runtime.id,
  pageUrl: CARD_PAGE,
  otherUrls: [WELCOME_PAGE],
});

const router = new Router({
  logins,
  seen,
  referrers,
  loopGuard,
  backNavigations,
  isLoginAddress,
  async placeOf(tabId) {
    const tab = await browser.tabs.get(tabId).catch(() => null);
    return tab && { tabId, storeId: tab.cookieStoreId, incognito: tab.incognito };
  },
  hasAccess: (url) => hasSiteAccess(new URL(url).origin),
  asks: (url) => asksForCertificate(host, url),
  showCards: (tabId) => showTab(CARD_PAGE, cardPages.tabs, tabId),
  patience: 2_000,
});

// Without those of before, new logins still work.
const restored = interruptedLogins(pageOf)
  .then((records) => logins.restore(records))
  .catch((thrown: unknown) => {
    globalThis.reportError(thrown);
  });

/** Runs what an event asks for once the logins are known; what goes wrong shows in the browser's list of extension errors. */
function noticed(work: Promise<unknown>): void {
  work.catch((thrown: unknown) => {
    globalThis.reportError(thrown);
  });
}
function once(work: () => Promise<unknown>): void {
  noticed(restored.then(work));
}

const { webNavigation, webRequest, tabs } = browser;
const VISITS = ["main_frame" as const];

webNavigation.onBeforeNavigate.addListener(({ tabId, frameId, url }) => {
  if (frameId !== 0) return;
  referrers.passes(tabId, url);
  once(async () => router.navigates(tabId));
  noticed(
    webNavigation.getFrame({ tabId, frameId: 0 }).then((left) => {
      if (left) referrers.passes(tabId, left.url);
    }),
  );
});
webNavigation.onErrorOccurred.addListener((details) => {
  const { tabId, frameId, url } = details;
  const error = "error" in details ? String(details.error) : "";
  if (frameId !== 0 || clarityOf(error) === null) return;
  const errorPage = errorPageShown(tabId, url);
  once(() => router.failed({ tabId, url, error, errorPage }));
});
webNavigation.onCommitted.addListener(({ tabId, frameId, url }) => {
  if (frameId === 0) once(() => router.arrived({ tabId, url }));
});
tabs.onRemoved.addListener((tabId) => once(() => router.closed(tabId)));

watchPortalRequests(
  webRequest.onBeforeRequest,
  VISITS,
  ({ tabId, url, method, requestBody }) => {
    seen.begins({ tabId, url, method, body: requestBody ?? null });
    if (requestBody) setTimeout(() => seen.dropOld(), KEPT + 1);
  },
  ["requestBody"],
);
watchPortalRequests(
  webRequest.onBeforeSendHeaders,
  VISITS,
  ({ tabId, url, requestHeaders }) => {
    seen.sends(tabId, url, requestHeaders ?? []);
    once(() => router.begins({ tabId, url }));
  },
  ALL_HEADERS,
);
watchPortalRequests(webRequest.onCompleted, VISITS, ({ tabId, url, statusCode }) => {
  once(() => router.answered({ tabId, url, status: statusCode }));
});

browser.action.onClicked.addListener(({ id, url }) => {
  if (id !== undefined) once(() => router.clicked(id, url));
});
// What was turned on and is not there: the browser has another profile, or Varco was installed anew.
browser.runtime.onStartup.addListener(() => noticed(cardModule.start()));
browser.runtime.onInstalled.addListener(({ reason }) => {
  noticed(cardModule.start());
  if (reason === "install") noticed(browser.tabs.create({ url: WELCOME_PAGE }));
});
browser.runtime.onMessage.addListener(serveModule(cardModule));
const serveLogin = serveLoginPages({ logins, restored, extensionId: browser.runtime.id, pageUrl: PAGE, leave });
browser.runtime.onConnect.addListener((port) => (port.name === "card" ? cardPages.serve(port) : serveLogin(port)));
