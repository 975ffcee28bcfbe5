import { toVarcoError, VarcoError, type ErrorValue } from "../../../shared/errors";
import type { LoginStep, PinRequest } from "../../../shared/messages";
import type { WayToServers } from "../../host/client";
import type { HostSession } from "../../host/session";
import type { HandOverForm, ShownPage, WayOn } from "../../login/view";
import { staysAt, type NextStep, type PortalAnswer } from "../relay/answer";
import { cookieHeader, heldCookies } from "../relay/cookie-header";
import { Relay } from "../relay/follow";
import type { PortalFile } from "../relay/portal-file";
import { formRequest, visit, withoutFragment, type PortalRequest } from "../relay/portal-request";
import { requestHeaders } from "../relay/request-headers";
import { cookiesToSet } from "../relay/set-cookies";
import type { TabCookies } from "../contracts";
import { expectsForm } from "./expects-form";
import { isFor, OneTimePin, type PinPurpose } from "./one-time-pin";
import type { AnswerRead, Submit } from "./page-turn";
import type { LoginOrder, LoginParts } from "./parts";

/** What a run tells the page and asks of it. */
export interface RunPage {
  readonly working: (step: LoginStep, because?: ErrorValue) => void;
  /** Has the page read an answer of the portal. Throws `operation.cancelled`. */
  readonly read: (answer: { html: string; url: string; encoding: string }) => Promise<AnswerRead>;
  /** Has the person choose how a page of the portal goes on. Throws `operation.cancelled`, `portal.choice-timeout`. */
  readonly choose: (shown: ShownPage, url: string) => Promise<WayOn>;
  /**
   * Offers a file of the portal. True when the person wants back to the choices, false when there is no more time for
   * that. Throws `operation.cancelled`.
   */
  readonly offer: (file: PortalFile) => Promise<boolean>;
  /** Has the person type the PIN again. Throws `operation.cancelled`. */
  readonly submitAgain: (why: ErrorValue) => Promise<Submit>;
  /** The host does not ask for that PIN any more. */
  readonly submitOver: () => void;
}

/** Where a run ends. */
export type Destination =
  /** Outside of the protected origin. */
  { readonly kind: "leave"; readonly url: string } | { readonly kind: "form"; readonly form: HandOverForm } | Stay;

type Stay =
  /** At a page of the protected origin that the browser gets by itself. */
  | { readonly kind: "page"; readonly url: string }
  /** At a file that the portal sends. */
  | { readonly kind: "file"; readonly file: PortalFile };

/** An answer that leads away from the relay's redirects. */
type Answered = Exclude<NextStep, { kind: "relay" }>;

/** A login that the host has open, in the conversation in which it opened it. */
interface OpenLogin {
  readonly host: HostSession;
  readonly login: number;
  readonly purpose: PinPurpose;
}

/** A page that only the browser itself can have with the card. */
export class EveryPage extends VarcoError {
  constructor(readonly url: string) {
    super("portal.every-page", { host: new URL(url).host });
  }
}

export type RunParts = Pick<LoginParts, "host" | "tab" | "identity" | "now">;

/** One run of a login, from the press of the button to the place where the tab goes on. */
export class LoginRun {
  readonly #order: LoginOrder;
  readonly #parts: RunParts;
  readonly #page: RunPage;
  readonly #signal: AbortSignal;
  readonly #url: URL;
  /** The cookies for the first request, asked for while the card signs; null: to be asked for. */
  #firstCookies: Promise<TabCookies | null> | null = null;
  /** What the person has last chosen. */
  #chosen: WayOn | null = null;
  /** The page on which the person has last chosen. */
  #shown: { shown: ShownPage; url: string } | null = null;

  constructor(order: LoginOrder, parts: RunParts, page: RunPage, signal: AbortSignal) {
    this.#order = order;
    this.#parts = parts;
    this.#page = page;
    this.#signal = signal;
    this.#url = new URL(order.request.url);
  }

  /**
   * `found`: the way to the server, as the probe found it. Throws `site-access.denied`, and the errors of host, card,
   * portal and relay.
   */
  async logIn({ reader, insertion, pin }: Submit, found: WayToServers | null): Promise<Destination> {
    const purpose: PinPurpose = { origin: this.#url.origin, reader };
    // Where the person types the PIN on the reader, there is none to give to the host.
    const oneTimePin = pin === null ? null : new OneTimePin(pin, purpose);
    try {
      this.#page.working("queue");
      // The browser answers while the host begins. Without access no PIN leaves, and a keypad asks for none.
      const hasAccess = this.#parts.tab.hasAccess();
      const checkAccess = async () => {
        if (!(await hasAccess)) throw new VarcoError("site-access.denied", { host: this.#url.host });
      };
      if (oneTimePin === null) await checkAccess();
      const { host, way } = await this.#parts.host.reach(found);
      const opening = host.request(
        "openLogin",
        { ...purpose, insertion, ...way },
        {
          signal: this.#signal,
          progress: (step) => {
            this.#page.working(step);
            if (step === "sign") this.#firstCookies = this.#parts.tab.cookies(this.#url.href).catch(() => null);
          },
          pin: async (question) => ((await hasAccess) ? (oneTimePin?.answer(question) ?? null) : null),
        },
      );
      const { result } = await opening.catch(async (thrown: unknown) => {
        await checkAccess();
        throw thrown;
      });
      try {
        await checkAccess();
        return await this.#follow({ host, login: result.login, purpose });
      } finally {
        // A host that is gone has closed everything already.
        host.request("closeLogin", { login: result.login }).catch(() => undefined);
      }
    } finally {
      oneTimePin?.forget();
    }
  }

  async #follow(open: OpenLogin): Promise<Destination> {
    const relay = new Relay({
      send: (request) => this.#send(open, request),
      applyCookies: (fields, url) => this.#parts.tab.setCookies(cookiesToSet(fields, url, this.#parts.now())),
    });
    let last = this.#order.request;
    let step = await relay.follow(last).catch((thrown: unknown) => {
      throw this.#explained(thrown);
    });
    let isChosen = false;
    for (;;) {
      if (step.kind === "leave" || step.kind === "form") return step;
      const ofForm = isChosen && last.method === "POST" && step.url === last.url;
      const way = await this.#wayOn(step, ofForm);
      if (way.kind === "page" || way.kind === "file") return way;
      const target = way.kind === "link" ? way.url : way.form.action;
      if (!staysAt(new URL(target), last))
        return way.kind === "link" ? { kind: "leave", url: target } : { kind: "form", form: way.form };
      last = way.kind === "link" ? visit(target) : formRequest(way.form);
      isChosen = way === this.#chosen;
      step = await (isChosen ? relay.followChoice(last) : relay.followForm(last));
    }
  }

  /**
   * How an answer goes on: by itself, in the browser if that can show it, as a file, or by the person's choice.
   * `ofForm`: it answers a form that the person has sent; what the browser gets at that address without the form is
   * something else. Throws `portal.every-page` where there is no choice either.
   */
  async #wayOn(step: Extract<Answered, { kind: "page" | "content" }>, ofForm: boolean): Promise<WayOn | Stay> {
    const { url } = step;
    const file = step.kind === "content" ? step.file : null;
    if (file !== null && !file.isShown) return this.#offer(file);
    const read = step.kind === "page" ? await this.#page.read(step) : null;
    this.#page.working("answer");
    if (read?.form) return { kind: "form", form: read.form };
    if (read?.refresh !== undefined) return { kind: "link", url: read.refresh };
    if (!ofForm && (await this.#parts.tab.canShow(url))) return { kind: "page", url };
    if (file !== null) return this.#offer(file);
    if (read?.shown?.choices.length) return this.#choose({ shown: read.shown, url });
    if (ofForm && (await this.#parts.tab.canShow(url))) return { kind: "page", url };
    throw new EveryPage(url);
  }

  async #choose(last: { shown: ShownPage; url: string }): Promise<WayOn> {
    this.#shown = last;
    const way = await this.#page.choose(last.shown, last.url);
    this.#page.working("answer");
    this.#chosen = way;
    return way;
  }

  /** A file is the end, unless the person has come to it by a choice and may make another one. */
  async #offer(file: PortalFile): Promise<WayOn | Stay> {
    const wantsBack = this.#shown !== null && (await this.#page.offer(file));
    return wantsBack && this.#shown !== null ? this.#choose(this.#shown) : { kind: "file", file };
  }

  async #send({ host, login, purpose }: OpenLogin, request: PortalRequest): Promise<PortalAnswer> {
    const { method, body } = request;
    const first = await this.#firstCookies;
    this.#firstCookies = null;
    const cookies = cookieHeader(heldCookies(first ?? (await this.#parts.tab.cookies(request.url))), request);
    const headers = requestHeaders(request, cookies, this.#parts.identity);
    const params = { login, method, url: withoutFragment(request.url), headers, bodyLength: body.length };
    this.#page.working("answer");
    try {
      const answer = await host.request("relay", params, {
        body,
        signal: this.#signal,
        progress: (step) => this.#workingAgain(step),
        pin: (question) => this.#askAgain(question, purpose),
      });
      return { status: answer.result.status, headers: answer.result.headers, body: answer.body };
    } finally {
      this.#page.submitOver();
    }
  }

  /**
   * The first signature opened the login. A server that ends the connection wants a second one: at a keypad the person
   * types again.
   */
  #workingAgain(step: LoginStep): void {
    if (step === "keypad") this.#page.working(step, this.#secondSignature());
    else this.#page.working(step);
  }

  /** The second signature wants a second PIN: typed by the person, never kept. */
  async #askAgain(question: PinRequest, purpose: PinPurpose): Promise<string | null> {
    if (!isFor(question, purpose)) return null;
    const submit = await this.#page.submitAgain(this.#secondSignature()).catch(() => null);
    if (submit === null) return null;
    this.#page.working("sign");
    return submit.reader === purpose.reader ? submit.pin : null;
  }

  #secondSignature(): ErrorValue {
    return new VarcoError("server.signature-again", { host: this.#url.host }).toJSON();
  }

  /** A portal that gets a visit where a form was sent says so with an error of its own. */
  #explained(thrown: unknown): unknown {
    const error = toVarcoError(thrown);
    const guessed = !this.#order.observed && error.code === "portal.answer" && expectsForm(error.details["status"]);
    return guessed ? new VarcoError("portal.step-back", { host: this.#url.host }, { cause: thrown }) : thrown;
  }
}
