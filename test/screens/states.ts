import type { Page } from "puppeteer-core";
import type { CardPageView, CardTask } from "../../extension/card/view";
import type { LoginView } from "../../extension/login/view";
import type { ModuleView } from "../../extension/module/view";
import { SUBMIT_READY } from "../../devkit/browser/login-page";
import {
  BLOCKED,
  CARD_VIEWS,
  insertedCard,
  left,
  problemView,
  reader,
  shown,
  working,
  type Unusual,
} from "./card-views";
import { EXAMINATIONS, withExamination } from "./examination-views";
import { LOGIN, type Act, type Pages, type Surroundings } from "./pages";
import { error, ORIGIN, VIEWS, withOwnWay } from "./views";

/** One state of a page, and how to get there. */
export interface State extends Surroundings {
  readonly path: string;
  readonly view?: LoginView | CardPageView;
  /** What the person does then. */
  readonly acts?: readonly Act[];
  /** Who goes away in the end. */
  readonly lost?: "background" | "host";
}

const named = (prefix: string, states: Readonly<Record<string, State>>) =>
  Object.fromEntries(Object.entries(states).map(([name, state]) => [`${prefix}-${name}`, state]));
const live = (path: string, views: Readonly<Record<string, LoginView | CardPageView>>) =>
  Object.fromEntries(Object.entries(views).map(([name, view]) => [name, { path, view }]));

const CARD = "/pages/card.html";
const WELCOME = "/pages/welcome.html";
const HELP = "/pages/help.html";
const OPTIONS = "/pages/options.html";

const module = (state: ModuleView["state"], problem: ModuleView["problem"] = null): ModuleView => ({ state, problem });

const LOGIN_STATES: Readonly<Record<string, State>> = {
  ...live(LOGIN, VIEWS),
  ...live(LOGIN, {
    "module-possible": withOwnWay("possible"),
    "module-restart": withOwnWay("restart"),
    "module-open": withOwnWay("open"),
    "module-in-vain": withOwnWay("in-vain"),
    "foreign-form": { ...withOwnWay("none"), foreignForm: { from: "servizi.comune.example" }, popup: true },
    "module-every-page": withOwnWay("possible", VIEWS["every-page"]),
  }),
  ...live(LOGIN, { "portal-page-module": withOwnWay("possible", VIEWS["portal-page"]) }),
  "portal-file-saved": {
    path: LOGIN,
    ...viewOf(VIEWS["portal-file"]),
    acts: [{ click: "[data-testid=portal-file-save]" }],
  },
  "pin-format": { path: LOGIN, ...viewOf(VIEWS["ready"]), acts: [{ click: SUBMIT_READY }] },
  "pressed-early": { path: LOGIN, ...viewOf(VIEWS["ready"]), acts: [{ click: "button[type=submit]" }] },
};

/** The form that a button opens, with an unusual card. */
const form = (task: CardTask, unusual: Unusual = {}, ...acts: readonly Act[]): State => ({
  path: CARD,
  view: shown(reader(insertedCard(unusual))),
  acts: [{ click: `[data-testid=open-${task}]` }, ...acts],
});
const SUBMIT: Act = { click: "form [type=submit]" };

const CARD_STATES: Readonly<Record<string, State>> = {
  ...live(CARD, CARD_VIEWS),
  "facts-open": {
    path: CARD,
    view: shown(reader()),
    acts: [
      { click: "[data-testid=show-codice-fiscale]" },
      { click: ".export summary" },
      { click: "[data-testid=report-copy]" },
    ],
  },
  interrupted: { path: CARD, view: shown(reader(insertedCard(), working("change"))), lost: "background" },
  "interrupted-waiting": { path: CARD, view: shown(reader(insertedCard(), working("change", "queue"))), lost: "host" },
  "interrupted-test": { path: CARD, view: shown(reader(insertedCard(), working("test"))), lost: "background" },
  change: form("change"),
  "change-last": form("change", { pin: left(1) }),
  "change-format": form("change", {}, { type: "123", into: "[name=oldPin]" }, SUBMIT),
  unblock: form("unblock", { pin: BLOCKED }),
  "unblock-few": form("unblock", { pin: BLOCKED, puk: left(3) }),
  "unblock-last": form("unblock", { pin: BLOCKED, puk: left(1) }, SUBMIT),
  test: form("test"),
  "keypad-change": {
    path: CARD,
    view: shown(reader(insertedCard(), null, { keypad: true })),
    acts: [{ click: "[data-testid=open-change]" }],
  },
};

const WELCOME_STATES: Readonly<Record<string, State>> = {
  ...live(WELCOME, {
    starting: { name: "starting" },
    "host-missing": { name: "failed", error: error("host.missing") },
    protocol: { name: "failed", error: error("protocol.version", { extension: 1, host: 2 }) },
    "service-off": problemView("reader.service"),
    "no-reader": problemView("reader.none"),
    "no-card": shown(reader(null)),
    reading: shown(reader({ status: "reading" })),
    "not-activated": CARD_VIEWS["not-activated"]!,
    "not-cns": CARD_VIEWS["not-cns"]!,
    unsupported: CARD_VIEWS["unsupported"]!,
    mute: CARD_VIEWS["mute"]!,
    blocked: CARD_VIEWS["blocked"]!,
    dead: CARD_VIEWS["dead"]!,
    "puk-blocked": CARD_VIEWS["puk-blocked"]!,
    "last-try": CARD_VIEWS["last-try"]!,
    good: shown(reader()),
    "not-yet-valid": shown(
      reader(
        insertedCard({ warnings: [error("certificate.not-yet-valid", { notBefore: "2031-03-01T09:00:00.000Z" })] }),
      ),
    ),
    expired: shown(
      reader(insertedCard({ warnings: [error("certificate.expired", { notAfter: "2025-03-01T09:00:00.000Z" })] })),
    ),
  }),
  ...live(WELCOME, Object.fromEntries(Object.entries(EXAMINATIONS).map(([name, one]) => [name, withExamination(one)]))),
  "looked-in-vain": {
    path: WELCOME,
    view: { name: "failed", error: error("host.missing") },
    acts: [{ click: ".checks button.primary" }],
  },
};

const HELP_STATES: Readonly<Record<string, State>> = {
  all: { path: HELP },
  entry: { path: `${HELP}?issuer=trento#pin-blocked` },
  "entry-of-another-issuer": { path: `${HELP}?issuer=general#second-half` },
  "entry-unknown": { path: `${HELP}#no-such-entry` },
  found: { path: HELP, stored: { issuer: "trento" }, acts: [{ type: "PIN", into: "#query" }] },
  "nothing-found": { path: HELP, acts: [{ type: "xyzzy", into: "#query" }] },
};

const OPTIONS_STATES: Readonly<Record<string, State>> = {
  plain: { path: OPTIONS, module: module("unavailable") },
  portals: {
    path: OPTIONS,
    module: module("possible"),
    stored: { rememberedPortals: [ORIGIN, "https://sport.elli.example"] },
  },
  "module-on": { path: OPTIONS, module: module("usable") },
  "module-leaving": { path: OPTIONS, module: module("leaving") },
  "module-restart": { path: OPTIONS, module: module("restart") },
  "module-unseen": { path: OPTIONS, module: module("unseen") },
  "module-elsewhere": {
    path: OPTIONS,
    module: module("usable", error("module.elsewhere", { path: "/home/ada/.pki/nssdb/pkcs11.txt" })),
  },
  "module-problem": { path: OPTIONS, module: module("possible", error("module.not-loaded")) },
};

/** Every state of every page, by the name of its picture. */
export const STATES: Readonly<Record<string, State>> = {
  ...named("login", LOGIN_STATES),
  ...named("card", CARD_STATES),
  ...named("welcome", WELCOME_STATES),
  ...named("help", HELP_STATES),
  ...named("options", OPTIONS_STATES),
};

/** Loads the page again and brings it into a state. */
export async function enter({ path, view, acts = [], lost, ...surroundings }: State, pages: Pages): Promise<void> {
  await pages.open(path, surroundings);
  if (view) await pages.show(view);
  for (const act of acts) await pages.act(act);
  if (lost === "background") await pages.disconnect();
  if (lost === "host") await pages.show({ name: "failed", error: error("host.gone", { reason: null }) });
}

/** The same without loading the page again, if a new view is enough. */
export async function goOn(before: State | null, next: State, pages: Pages): Promise<void> {
  const { path, view, acts = [] } = next;
  const mayStay =
    before !== null && !before.acts && !before.lost && !next.lost && acts.length === 0 && path === before.path;
  if (view && before?.view && mayStay) await pages.show(view);
  else await enter(next, pages);
}

function viewOf(view: LoginView | undefined): { readonly view?: LoginView } {
  return view ? { view } : {};
}

/** In their first second, buttons are not ready. That has a picture of its own. */
export async function untilReady(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      !document.querySelector(
        "form [type=submit][aria-disabled=true], [data-testid=module-open-portal][aria-disabled=true]",
      ),
  );
}
