import browser from "webextension-polyfill";
import { isChromium } from "../browser/engine";
import { errorPageShown } from "../browser/error-page";
import { ALL_HEADERS, watchPortalRequests } from "../browser/portal-requests";
import { leave } from "../browser/portal-tab";
import {
  accessOfLogins,
  cardBadges,
  cardModule,
  cardPages,
  errorPages,
  httpFallbacks,
  LOGIN_PAGE,
  logins,
  referrers,
  restore,
  router,
  seen,
  ways,
  WELCOME_PAGE,
} from "./composition";
import { greetsFirst } from "../remembered/greeted";
import { serveLoginPages } from "./login/pages";
import { serveModule } from "./module/commands";
import { clarityOf, hasNoHttp } from "./navigation/navigation-failures";
import { KEPT } from "./navigation/seen-requests";
import { reported } from "./reported";

const restored = restore();

/** Runs what an event asks for once the logins are known. */
function once(work: () => Promise<unknown>): void {
  reported(restored.then(work));
}

async function greet(): Promise<void> {
  if (await greetsFirst()) await browser.tabs.create({ url: WELCOME_PAGE });
}

const { webNavigation, webRequest, tabs } = browser;
const VISITS = ["main_frame" as const];

webNavigation.onBeforeNavigate.addListener(({ tabId, frameId, url }) => {
  if (frameId !== 0) return;
  referrers.passes(tabId, url);
  ways.begins(tabId, url);
  errorPages.begins(tabId);
  httpFallbacks.begins(tabId, url);
  once(async () => router.navigates({ tabId, url }));
  reported(
    webNavigation.getFrame({ tabId, frameId: 0 }).then((left) => {
      if (left) referrers.passes(tabId, left.url);
    }),
  );
});
webNavigation.onErrorOccurred.addListener((details) => {
  const { tabId, frameId, url } = details;
  const error = "error" in details ? String(details.error) : "";
  const clarity = clarityOf(error);
  if (frameId !== 0) {
    // Frames of others break in many ways. Only those that surely want a certificate are worth a question.
    if (clarity === "clear") once(() => ways.frameFailed(tabId, url));
    return;
  }
  once(() => accessOfLogins.loaded(tabId));
  ways.fails(tabId, url);
  errorPages.fails(tabId, url, error);
  httpFallbacks.fails(tabId, url, error);
  const noHttp = url.startsWith("http:") && hasNoHttp(error);
  if (clarity === null && !noHttp) return;
  const errorPage = errorPageShown(tabId, url);
  once(() => (noHttp ? router.fellBack({ tabId, url, errorPage }) : router.failed({ tabId, url, error, errorPage })));
});
webNavigation.onCommitted.addListener(({ tabId, frameId, url, transitionType, transitionQualifiers }) => {
  if (frameId !== 0) return;
  const byPage = transitionQualifiers.includes("client_redirect");
  const redirected = transitionQualifiers.includes("server_redirect");
  const isErrorPage = errorPages.isAt(tabId, url);
  const again = isErrorPage || transitionType === "reload" || transitionQualifiers.includes("forward_back");
  const byForm = transitionType === "form_submit";
  const fellBack = httpFallbacks.arrives(tabId, url, isChromium && redirected);
  once(() => router.arrived({ tabId, url, byPage, redirected, again, byForm, fellBack }));
  once(() => cardBadges.arrived(tabId, isErrorPage ? null : url));
});
tabs.onRemoved.addListener((tabId) => {
  cardBadges.over(tabId);
  errorPages.over(tabId);
  httpFallbacks.over(tabId);
  once(() => router.closed(tabId));
  once(() => accessOfLogins.loaded(tabId));
});
webNavigation.onCompleted.addListener(({ tabId, frameId }) => {
  if (frameId === 0) once(() => accessOfLogins.loaded(tabId));
});

watchPortalRequests(
  webRequest.onBeforeRequest,
  VISITS,
  ({ tabId, url, method, requestBody }) => {
    seen.begins({ tabId, url, method, body: requestBody ?? null });
    ways.asks(tabId, url, method);
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
watchPortalRequests(webRequest.onCompleted, VISITS, ({ tabId, url, statusCode, method }) => {
  once(() => router.answered({ tabId, url, status: statusCode, method }));
});

browser.action.onClicked.addListener(({ id, url }) => {
  if (id !== undefined) once(() => router.clicked(id, url));
});
// A module that is turned on may be missing: the browser has another profile, or Varco was installed anew.
browser.runtime.onStartup.addListener(() => {
  reported(cardModule.start());
  reported(greet());
});
browser.runtime.onInstalled.addListener(() => {
  reported(cardModule.start());
  reported(greet());
});
const doWithModule = serveModule(cardModule);
browser.runtime.onMessage.addListener((message: unknown, _sender, reply) => {
  reported((doWithModule(message) ?? Promise.resolve()).then(reply));
  // The reply comes later: older Chromium takes no promise here.
  return true;
});
const serveLogin = serveLoginPages({ logins, restored, extensionId: browser.runtime.id, pageUrl: LOGIN_PAGE, leave });
browser.runtime.onConnect.addListener((port) => (port.name === "card" ? cardPages.serve(port) : serveLogin(port)));
