import { toVarcoError, VarcoError, type ErrorValue } from "../../../shared/errors";
import type { LoginStep, PinRequest } from "../../../shared/messages";
import type { HostSession } from "../../host/session";
import type { HandOverForm } from "../../login/view";
import { staysAt, type NextStep, type PortalAnswer } from "../relay/answer";
import { cookieHeader, heldCookies } from "../relay/cookie-header";
import { Relay } from "../relay/follow";
import { formRequest, visit, withoutFragment, type PortalRequest } from "../relay/portal-request";
import { requestHeaders } from "../relay/request-headers";
import { cookiesToSet } from "../relay/set-cookies";
import { expectsForm } from "./expects-form";
import { isFor, OneTimePin, type PinPurpose } from "./one-time-pin";
import type { AnswerRead, Submit } from "./page-turn";
import type { LoginOrder, LoginParts } from "./parts";

/** What a run tells the page and asks of it. */
export interface RunPage {
  readonly working: (step: LoginStep, because?: ErrorValue) => void;
  /** Has the page read an answer of the portal. Throws `operation.cancelled`. */
  readonly read: (answer: { html: string; url: string; encoding: string }) => Promise<AnswerRead>;
  /** Has the person type the PIN again. Throws `operation.cancelled`. */
  readonly submitAgain: (why: ErrorValue) => Promise<Submit>;
  /** The host does not ask for that PIN any more. */
  readonly submitOver: () => void;
}

/** Where a run ends. */
export type Destination =
  /** Outside of the protected origin. */
  | { readonly kind: "leave"; readonly url: string }
  | { readonly kind: "form"; readonly form: HandOverForm }
  /** At a page of the protected origin. */
  | { readonly kind: "page"; readonly url: string };

/** A login that the host has open, in the conversation in which it opened it. */
interface OpenLogin {
  readonly host: HostSession;
  readonly login: number;
  readonly purpose: PinPurpose;
}

export type RunParts = Pick<LoginParts, "host" | "tab" | "identity" | "now">;

/** One run of a login, from the press of the button to the place where the tab goes on. */
export class LoginRun {
  readonly #order: LoginOrder;
  readonly #parts: RunParts;
  readonly #page: RunPage;
  readonly #signal: AbortSignal;
  readonly #url: URL;

  constructor(order: LoginOrder, parts: RunParts, page: RunPage, signal: AbortSignal) {
    this.#order = order;
    this.#parts = parts;
    this.#page = page;
    this.#signal = signal;
    this.#url = new URL(order.request.url);
  }

  /** Throws `site-access.denied`, and the errors of host, card, portal and relay. */
  async logIn({ reader, insertion, pin }: Submit): Promise<Destination> {
    const purpose: PinPurpose = { origin: this.#url.origin, reader };
    // Where the person types the PIN on the reader, there is none to give to the host.
    const oneTimePin = pin === null ? null : new OneTimePin(pin, purpose);
    try {
      this.#page.working("queue");
      if (!(await this.#parts.tab.hasAccess())) throw new VarcoError("site-access.denied", { host: this.#url.host });
      const host = await this.#parts.host.session();
      const { result } = await host.request(
        "openLogin",
        { ...purpose, insertion },
        {
          signal: this.#signal,
          progress: (step) => this.#page.working(step),
          pin: async (question) => oneTimePin?.answer(question) ?? null,
        },
      );
      try {
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
    while (step.kind === "page") {
      const { form, refresh } = await this.#page.read(step);
      this.#page.working("answer");
      const target = form?.action ?? refresh;
      if (target === undefined) break;
      if (!staysAt(new URL(target), last)) {
        return form === null ? { kind: "leave", url: target } : { kind: "form", form };
      }
      last = form === null ? visit(target) : formRequest(form);
      step = await relay.followForm(last);
    }
    return destination(step);
  }

  async #send({ host, login, purpose }: OpenLogin, request: PortalRequest): Promise<PortalAnswer> {
    const { method, body } = request;
    const cookies = cookieHeader(heldCookies(await this.#parts.tab.cookies(request.url)), request);
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

function destination(step: Exclude<NextStep, { kind: "relay" }>): Destination {
  if (step.kind === "leave" || step.kind === "form") return step;
  return { kind: "page", url: step.url };
}
