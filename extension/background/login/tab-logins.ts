import { VarcoError, type ErrorValue } from "../../../shared/errors";
import type { LoginView } from "../../login/view";
import type { PortalMemory, PortalTab, TabPlace } from "../contracts";
import { Login } from "./login";
import type { LoginOrder, LoginParts, Sent } from "./parts";
import type { LoginRecord } from "./record";

/** How a login begins. */
export interface NewLogin {
  readonly place: TabPlace;
  readonly order: LoginOrder;
  /** Why it cannot begin: its page then only says so. */
  readonly failed: ErrorValue | null;
  /** Whether its page takes the place of one that is of no use in the history. */
  readonly replaces: boolean;
}

export interface TabLoginsParts extends Pick<LoginParts, "host" | "module" | "identity" | "now"> {
  /** Takes the tab to the page of a login, in place of the page that is shown if it is of no use in the history. */
  showPage(tabId: number, login: string, replaces: boolean): Promise<void>;
  tab(place: TabPlace, origin: string): PortalTab;
  memory(place: TabPlace, order: LoginOrder): PortalMemory;
  /** The browser is about to visit this origin in this tab by itself. */
  returned(tabId: number, origin: string, how: Sent): void;
  /** Takes the tab back from the login for this address, which the person has cancelled. */
  goBack(tabId: number, url: string): Promise<void>;
  save(record: LoginRecord): void;
  remove(id: string): void;
}

interface Entry {
  readonly id: string;
  readonly place: TabPlace;
  readonly order: LoginOrder;
  readonly login: Login;
  /** Whether its page has been there. */
  shown: boolean;
  readonly pages: Set<(view: LoginView) => void>;
  /** What was last saved of the state. */
  saved: string;
}

/** All logins: at most one for each tab, known by a number that cannot be guessed. */
export class TabLogins {
  readonly #parts: TabLoginsParts;
  readonly #entries = new Map<string, Entry>();

  constructor(parts: TabLoginsParts) {
    this.#parts = parts;
  }

  /** Begins a login in a tab, in place of one that is there. */
  async open({ place, order, failed, replaces }: NewLogin): Promise<void> {
    await this.endTab(place.tabId);
    const entry = this.#add(crypto.randomUUID(), place, order);
    if (failed) entry.login.fail(failed);
    else entry.login.begin();
    await this.#parts.showPage(place.tabId, entry.id, replaces);
  }

  /** Takes up the logins of a background that was stopped: they begin anew, or say that they were interrupted. */
  restore(records: readonly LoginRecord[]): void {
    for (const { id, tabId, storeId, incognito, popup, order, working, failed } of records) {
      const entry = this.#add(id, { tabId, storeId, incognito, popup }, order);
      entry.shown = true;
      const interrupted = working ? new VarcoError("host.gone", { reason: null }).toJSON() : null;
      const error = failed ?? interrupted;
      if (error) entry.login.fail(error);
      else entry.login.begin();
    }
  }

  /** The login of a page: both its number and its tab must be right. */
  find(id: string, tabId: number): Login | null {
    const entry = this.#entries.get(id);
    return entry?.place.tabId === tabId ? entry.login : null;
  }

  /** Sends a page of this login every view from now on. Returns the function that ends it. */
  watch(id: string, show: (view: LoginView) => void): () => void {
    const entry = this.#entries.get(id);
    if (!entry) return () => undefined;
    entry.shown = true;
    entry.pages.add(show);
    show(entry.login.view);
    return () => entry.pages.delete(show);
  }

  /** Whether the tab has a login for this very address whose page was there. */
  isFor(tabId: number, url: string): boolean {
    return this.#at(tabId, url)?.shown ?? false;
  }

  /** Whether the tab is on the way to the page of a login for this very address. */
  isOpening(tabId: number, url: string): boolean {
    return this.#at(tabId, url)?.shown === false;
  }

  /** The origin of the tab's login, if it has handed the tab over. */
  handedOver(tabId: number): string | null {
    const entry = [...this.#entries.values()].find(({ place, login }) => place.tabId === tabId && login.isOver);
    return entry?.login.origin ?? null;
  }

  /** The tab begins to go somewhere. */
  moves(tabId: number, url: string): void {
    for (const { id, place, shown, login } of this.#entries.values()) {
      if (place.tabId === tabId && shown && !url.includes(id)) login.tabMoves(url);
    }
  }

  /** The tab shows another page than that of its login. `ledOn`: whether an address has led on to that page. */
  async left(tabId: number, url: string, ledOn: (address: string) => boolean): Promise<void> {
    for (const { id, place, shown, order, login } of [...this.#entries.values()]) {
      if (place.tabId !== tabId || url.includes(id)) continue;
      // Before the login page itself, the tab may show the page from which the login began, or a redirect from there.
      const isOnTheWay = !shown && (new URL(url).origin === login.origin || ledOn(order.request.url));
      if (!isOnTheWay) await this.#end(id);
    }
  }

  /** The tab is closed, or gets another login. */
  async endTab(tabId: number): Promise<void> {
    for (const { id, place } of [...this.#entries.values()]) if (place.tabId === tabId) await this.#end(id);
  }

  #at(tabId: number, url: string): Entry | undefined {
    return [...this.#entries.values()].find(({ place, order }) => place.tabId === tabId && order.request.url === url);
  }

  #add(id: string, place: TabPlace, order: LoginOrder): Entry {
    const { origin } = new URL(order.request.url);
    const pages = new Set<(view: LoginView) => void>();
    const changed = () => this.#changed(id);
    const login = new Login(order, {
      ...this.#parts,
      changed,
      popup: place.popup,
      tab: this.#parts.tab(place, origin),
      memory: this.#parts.memory(place, order),
      goBack: () => this.#parts.goBack(place.tabId, order.request.url),
      returned: (how) => this.#parts.returned(place.tabId, origin, how),
    });
    const entry: Entry = { id, place, order, login, shown: false, pages, saved: "" };
    this.#entries.set(id, entry);
    return entry;
  }

  #changed(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#save(entry);
    for (const show of entry.pages) show(entry.login.view);
  }

  #save(entry: Entry): void {
    const {
      id,
      place,
      order,
      login: {
        view: { phase },
      },
    } = entry;
    const state = {
      working: phase.name === "working" || phase.name === "reading-answer" || phase.name === "portal-page",
      failed: phase.name === "failed" ? phase.error : null,
    };
    // A page with a file has all that it shows. There is nothing to begin anew.
    const key = phase.name === "portal-file" ? "" : JSON.stringify(state);
    if (key === entry.saved) return;
    entry.saved = key;
    if (key === "") {
      this.#parts.remove(id);
      return;
    }
    this.#parts.save({ id, ...place, order, ...state });
  }

  async #end(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    this.#parts.remove(id);
    await entry.login.end();
  }
}
