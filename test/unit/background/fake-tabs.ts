import { BackNavigations } from "../../../extension/background/navigation/back-navigations";
import { setTimeout as later } from "node:timers/promises";
import { Referrers } from "../../../extension/background/navigation/referrers";
import type { SessionStore } from "../../../extension/background/contracts";
import type { LoginRecord } from "../../../extension/background/login/record";
import { TabLogins } from "../../../extension/background/login/tab-logins";
import { asksForCertificate, takesCertificate } from "../../../extension/background/navigation/probe";
import { PortalSessions } from "../../../extension/background/navigation/portal-sessions";
import { LoopGuard } from "../../../extension/background/navigation/loop-guard";
import { Router, type PageArrival } from "../../../extension/background/navigation/router";
import { Ways } from "../../../extension/background/navigation/ways";
import { SeenRequests } from "../../../extension/background/navigation/seen-requests";
import { HostClient } from "../../../extension/host/client";
import type { LoginView } from "../../../extension/login/view";
import { FakeHost, until } from "./fake-host";
import { moduleWith } from "./fake-module";
import { FakeTab } from "./fake-tab";

export const URL_ = "https://login.example/entra?x=1";
export const CLEAR = "net::ERR_BAD_SSL_CLIENT_AUTH_CERT";
export const VAGUE = "net::ERR_CONNECTION_RESET";
export const errorPage = Promise.resolve(false);

const VISIT = { url: URL_, errorPage };

/** A page that comes without a form, and not by the page before. */
export const arrival = (tabId: number, url: string, redirected = false): PageArrival => ({
  tabId,
  url,
  redirected,
  byForm: false,
  byPage: false,
  again: false,
  fellBack: false,
});

/** A page, or the address of the login: it fails again, or its server keeps silent. */
export type Behind = `https:${string}` | "clear failure" | "vague failure" | "silence";

/** A browser with its tabs, as far as the router sees it. */
export function browser({
  access = false,
  address = "",
  page = "",
  host = new FakeHost(),
  patience = 1000,
  incognito = false,
} = {}) {
  const clock = { now: 0 };
  const now = () => clock.now;
  const pages = new Map<number, string>();
  const records = new Map<string, LoginRecord>();
  const tabs = new Map<number, FakeTab>();
  const done: string[] = [];
  const replaced: boolean[] = [];
  /** What the router asked the browser, in that order. */
  const questions: string[] = [];
  const [seen, referrers, loopGuard] = [new SeenRequests(now, 5), new Referrers(), new LoopGuard(now)];
  const stored = new Map<string, unknown>();
  const store: SessionStore = {
    all: async () => Object.fromEntries(stored),
    set: async (key, value) => void stored.set(key, value),
    remove: async (key) => void stored.delete(key),
  };
  const [ways, sessions] = [new Ways(store), new PortalSessions(store, now)];
  /** By tab: what lies behind the page that it shows, the nearest first. */
  const history = new Map<number, Behind[]>();
  const backNavigations = new BackNavigations(async (tabId) => {
    const behind = history.get(tabId)?.shift();
    if (behind === undefined) return false;
    done.push(`back to ${behind}`);
    router.navigates({ tabId, url: behind.startsWith("https:") ? behind : URL_ });
    if (behind === "clear failure") void later(0).then(() => router.failed({ ...VISIT, tabId, error: CLEAR }));
    else if (behind === "vague failure") void later(0).then(() => router.failed({ ...VISIT, tabId, error: VAGUE }));
    else if (behind !== "silence") void later(0).then(() => router.arrived(arrival(tabId, behind)));
    return true;
  });
  const client = new HostClient(host.connect);
  const logins = new TabLogins({
    host: client,
    module: moduleWith(client),
    now,
    identity: { userAgent: "Test/1", languages: [] },
    showPage: async (tabId, login, replaces) => {
      pages.set(tabId, login);
      replaced.push(replaces);
    },
    tab: ({ tabId }) => tabs.get(tabId) ?? tabs.set(tabId, new FakeTab()).get(tabId)!,
    memory: () => new FakeTab(),
    goBack: (tabId, url) => backNavigations.begin(tabId, url),
    returned: (tabId, origin, how) => loopGuard.begun(tabId, origin, how),
    save: (record) => records.set(record.id, record),
    remove: (id) => records.delete(id),
  });
  const router: Router = new Router({
    logins,
    seen,
    referrers,
    ways,
    loopGuard,
    backNavigations,
    placeOf: async (tabId) => {
      questions.push("place");
      return tabId < 100 ? { tabId, storeId: undefined, incognito, popup: false } : null;
    },
    hasAccess: async () => {
      questions.push("access");
      await later(0);
      questions.push("access answered");
      return access;
    },
    asks: (url) => asksForCertificate(client, url),
    takesCertificate: (url) => takesCertificate(client, new URL(url).origin),
    isLoginAddress: async (url) => url === address,
    isLoginPage: async (url) => url === page,
    isLoginPagePath: async (url) => url.split("?")[0] === page.split("?")[0],
    sessions,
    showCards: async (tabId) => void done.push(`cards ${tabId}`),
    patience,
    holdHost: () => client.hold({ cards: () => {}, lost: () => {} }),
    hostRuns: () =>
      client.session().then(
        () => undefined,
        () => undefined,
      ),
  });
  /** The page of the login in a tab, as it loads. */
  const show = (tabId: number) => {
    const views: LoginView[] = [];
    logins.watch(pages.get(tabId)!, (view) => views.push(view));
    return views;
  };
  /** What the page of a tab shows once its login has failed. */
  const failed = (tabId: number) => {
    const views = show(tabId);
    return until(() => views.find(({ phase: { name } }) => name === "failed"));
  };
  return {
    router,
    logins,
    failed,
    seen,
    referrers,
    ways,
    loopGuard,
    pages,
    records,
    tabs,
    host,
    done,
    history,
    replaced,
    questions,
    clock,
    show,
  };
}
