import { toVarcoError, type ErrorValue } from "../../../shared/errors";
import type { ModuleOfferView } from "../../login/module-offer";
import type { ModuleState } from "../../module/view";
import type { CardModule } from "../module/card-module";
import type { LoginOrder } from "./parts";

/**
 * Whether a browser that had no card asks for one when it comes again, by what began the login. Where the connection
 * failed, it does. Where a page came, Chromium remembers that it had none, and Firefox resumes the TLS session that was
 * made without.
 */
const ASKS_AGAIN: Readonly<Record<LoginOrder["begunBy"], boolean>> = {
  failure: true,
  fallback: true,
  address: true,
  page: false,
  person: false,
  "led-on": false,
};

/** The browser's own way into the portal, for one login. */
export class ModuleOffer {
  readonly #order: LoginOrder;
  readonly #browserModule: CardModule;
  #module: ModuleState = "unavailable";
  #learnt = false;
  #turningOn = false;
  #declined = false;
  #problem: ErrorValue | null = null;
  /** The page that the portal has for nobody without certificate; null as long as there is a login to be done. */
  #everyPage: string | null = null;

  constructor(order: LoginOrder, browserModule: CardModule) {
    this.#browserModule = browserModule;
    this.#order = order;
  }

  get view(): ModuleOfferView {
    return { state: this.#state, problem: this.#problem };
  }

  /** Where the browser can go with the card; null: nowhere. */
  get address(): string | null {
    return this.#state === "open" ? this.#target : null;
  }

  /** Whether the way goes to a portal that wants the certificate on every page. */
  get isForEveryPage(): boolean {
    return this.#everyPage !== null;
  }

  /** Whether it is known what the browser can do. */
  get isLearnt(): boolean {
    return this.#learnt;
  }

  /** Asks what the browser can do. */
  async learn(): Promise<void> {
    this.#module = await this.#browserModule.state();
    this.#learnt = true;
  }

  /** The portal wants the certificate on every page: on this one, too. null: it goes on without that. */
  wantedFor(url: string | null): void {
    this.#everyPage = url;
    if (url !== null) this.#declined = false;
  }

  /** The person wants to log in with Varco. */
  decline(): void {
    this.#declined = true;
  }

  /** Has the browser use the card by itself. What goes wrong is in the view afterwards. */
  async turnOn(changed: () => void): Promise<void> {
    if (this.#turningOn || (this.#module !== "possible" && this.#module !== "leaving")) return;
    this.#turningOn = true;
    this.#problem = null;
    changed();
    try {
      this.#module = await this.#browserModule.turnOn();
    } catch (thrown) {
      this.#module = "unavailable";
      this.#problem = toVarcoError(thrown).toJSON();
    }
    this.#turningOn = false;
    changed();
  }

  get #state(): ModuleOfferView["state"] {
    if (this.#turningOn) return "turning-on";
    if (this.#module === "unavailable" || this.#module === "unseen" || this.#declined) return "none";
    // Whoever has just turned it off is offered it only where there is no other way.
    if (this.#module === "leaving") return this.#everyPage === null ? "none" : "possible";
    if (this.#module !== "usable") return this.#module;
    if (this.#order.inVain) return "in-vain";
    if (this.#everyPage === null && !ASKS_AGAIN[this.#order.begunBy]) return "without-card";
    return this.#target === null ? "none" : "open";
  }

  /** A form cannot be sent again by just going to its address. */
  get #target(): string | null {
    return this.#everyPage ?? (this.#order.request.method === "GET" ? this.#order.request.url : null);
  }
}
