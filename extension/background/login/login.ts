import { policyOf } from "../../../shared/error-policy";
import { toVarcoError, VarcoError, type ErrorCode, type ErrorValue } from "../../../shared/errors";
import { LIMITS } from "../../../shared/limits";
import type { LoginStep, PinRequest } from "../../../shared/messages";
import type { HostSession } from "../../host/session";
import type { HandOverForm, LoginCommand, LoginPhase, LoginView } from "../../login/view";
import { staysAt, type PortalAnswer } from "../relay/answer";
import { cookieHeader } from "../relay/cookie-header";
import { Relay } from "../relay/follow";
import type { LoginOrder, LoginParts } from "./parts";
import { isFor, OneTimePin, type PinPurpose } from "./one-time-pin";
import { ModuleOffer } from "./module-offer";
import { formRequest, visit, type PortalRequest } from "../relay/portal-request";
import { expectsForm } from "./expects-form";
import { requestHeaders } from "../relay/request-headers";
import { cookiesToSet } from "../relay/set-cookies";

type Submission = Omit<Extract<LoginCommand, { type: "submit" }>, "type">;
/** A login that the host has open, in the conversation in which it opened it. */
interface OpenLogin {
  readonly host: HostSession;
  readonly login: number;
  readonly purpose: PinPurpose;
}

type Answered = Omit<Extract<LoginCommand, { type: "answerRead" }>, "type">;

/** One login in one tab, from the page that wants a certificate to the page behind it. */
export class Login {
  readonly #order: LoginOrder;
  readonly #parts: LoginParts;
  readonly origin: string;
  readonly #host: string;
  readonly #release: () => void;
  readonly #moduleOffer: ModuleOffer;
  #phase: LoginPhase = { name: "starting" };
  #run = new AbortController();
  #issuers: readonly string[] | null = null;
  #remembered = false;
  #forgetAtEnd = false;
  /** Waits for the page to read an answer. */
  #reader: ((answered: Answered) => void) | null = null;
  /** Waits for the PIN of a second signature. */
  #signAgain: ((submission: Submission) => void) | null = null;

  constructor(order: LoginOrder, parts: LoginParts) {
    this.#order = order;
    this.#parts = parts;
    ({ origin: this.origin, host: this.#host } = new URL(order.request.url));
    this.#moduleOffer = new ModuleOffer(order, parts.module);
    this.#release = parts.host.hold({ cards: parts.changed, lost: (error) => this.#lost(error) });
  }

  get view(): LoginView {
    const { origin } = this;
    const { access } = this.#order;
    const { cards } = this.#parts.host;
    return {
      origin,
      cards,
      remembered: this.#remembered,
      access,
      moduleOffer: this.#moduleOffer.view,
      phase: this.#phase,
    };
  }

  /** Starts the host and asks the server, up to the point where the person may type the PIN. */
  begin(): void {
    this.#start(async (signal) => {
      this.#show({ name: "starting" }, signal);
      this.#remembered = await this.#parts.memory.isRemembered();
      const host = await this.#parts.host.session();
      this.#show({ name: "probing" }, signal);
      const probing = host.request("probe", { url: withoutFragment(this.#order.request.url) }, { signal });
      const [{ result }] = await Promise.all([probing, this.#moduleOffer.learn()]);
      if (!result.asks) throw new VarcoError("server.does-not-ask", { host: this.#host });
      this.#issuers = result.issuers;
      this.#show({ name: "ready", issuers: result.issuers, refused: null }, signal);
    });
  }

  /** Shows why there is nothing to begin. */
  fail(error: ErrorValue): void {
    this.#run.abort();
    if (error.code === "portal.every-page" && !this.#moduleOffer.isLearnt) {
      this.#failAtEveryPage(error);
      return;
    }
    this.#phase = { name: "failed", error, mayRetry: policyOf(error.code).next !== "final" };
    this.#parts.changed();
  }

  /** Does what the person wants, if it fits the phase. */
  take(command: Exclude<LoginCommand, { type: "show" }>): void {
    const { name } = this.#phase;
    if (command.type === "submit" && name === "ready") this.#submit(command);
    if (command.type === "siteAccessDenied" && name === "ready") this.#refuse(this.#denied());
    if (command.type === "answerRead" && name === "reading-answer") this.#reader?.(command);
    if (command.type === "turnModuleOn" && (name === "ready" || name === "failed")) void this.#turnModuleOn();
    if (command.type === "openPortal" && (name === "ready" || name === "failed")) this.#openPortal();
    if (command.type === "loginHere" && (name === "ready" || name === "opening")) this.#logInHere();
    if (command.type === "retry" && this.#phase.name === "failed" && this.#phase.mayRetry) this.begin();
    if (command.type === "cancel" && !this.isOver) this.#cancel();
  }

  /** Whether the tab has been handed over. */
  get isOver(): boolean {
    return this.#phase.name === "done" || this.#phase.name === "hand-over-form";
  }

  /** The tab has gone: whatever still runs is cancelled. */
  async end(): Promise<void> {
    this.#run.abort();
    this.#release();
    if (this.isOver && this.#forgetAtEnd) await this.#parts.memory.forget();
  }

  #submit({ reader, pin, remember }: Submission): void {
    if (pin !== null && (pin.length < LIMITS.pinMin || pin.length > LIMITS.pinMax || !/^[0-9]+$/.test(pin))) {
      this.#refuse(new VarcoError("pin.format"));
      return;
    }
    if (this.#signAgain) {
      this.#signAgain({ reader, pin, remember });
      return;
    }
    // Where the person types the PIN on the reader, there is none to give to the host.
    const oneTimePin = pin === null ? null : new OneTimePin(pin, { origin: this.origin, reader });
    this.#start((signal) => this.#logIn({ reader, remember, pin: oneTimePin }, signal));
  }

  async #logIn(
    { reader, remember, pin }: { reader: string; remember: boolean; pin: OneTimePin | null },
    signal: AbortSignal,
  ): Promise<void> {
    const purpose: PinPurpose = { origin: this.origin, reader };
    try {
      this.#work("queue", signal);
      if (!(await this.#parts.tab.hasAccess())) throw this.#denied();
      const progress = (step: LoginStep) => this.#work(step, signal);
      const host = await this.#parts.host.session();
      const { result } = await host.request("openLogin", purpose, {
        signal,
        progress,
        pin: async (question) => pin?.answer(question) ?? null,
      });
      try {
        await this.#relay({ host, login: result.login, purpose }, remember, signal);
      } finally {
        // A host that is gone has closed everything already.
        host.request("closeLogin", { login: result.login }).catch(() => undefined);
      }
    } finally {
      pin?.forget();
    }
  }

  async #relay(open: OpenLogin, remember: boolean, signal: AbortSignal): Promise<void> {
    const relay = new Relay({
      send: (request) => this.#send(open, request, signal),
      applyCookies: (fields, url) => this.#parts.tab.setCookies(cookiesToSet(fields, url, this.#parts.now())),
    });
    let last = this.#order.request;
    let step = await relay.follow(last).catch((thrown: unknown) => {
      throw this.#explained(thrown);
    });
    while (step.kind === "page") {
      const { form, refresh } = await this.#read(step, signal);
      if (form === null && refresh === undefined) break;
      const target = form?.action ?? refresh ?? step.url;
      if (!staysAt(new URL(target), last)) {
        return this.#handOver(
          form === null ? { kind: "leave", url: target } : { kind: "form", form },
          remember,
          signal,
        );
      }
      last = form === null ? visit(target) : formRequest(form);
      step = await relay.followForm(last);
    }
    if (step.kind === "leave" || step.kind === "form") return this.#handOver(step, remember, signal);
    if (!(await this.#parts.tab.canShow(step.url))) {
      this.#moduleOffer.wantedFor(step.url);
      throw new VarcoError("portal.every-page", { host: this.#host });
    }
    this.#parts.returned("relayed");
    return this.#handOver({ kind: "leave", url: step.url }, remember, signal);
  }

  async #send({ host, login, purpose }: OpenLogin, request: PortalRequest, signal: AbortSignal): Promise<PortalAnswer> {
    const { method, body } = request;
    const cookies = cookieHeader(await this.#parts.tab.cookies(request.url), request);
    const headers = requestHeaders(request, cookies, this.#parts.identity);
    const params = { login, method, url: withoutFragment(request.url), headers, bodyLength: body.length };
    this.#work("answer", signal);
    try {
      const answer = await host.request("relay", params, {
        body,
        signal,
        progress: (step) => this.#workAgain(step, signal),
        pin: (question) => this.#askAgain(question, purpose, signal),
      });
      return { status: answer.result.status, headers: answer.result.headers, body: answer.body };
    } finally {
      this.#signAgain = null;
    }
  }

  /** A server that ends the connection wants a second signature, and that wants a second PIN: typed by the person, never kept. */
  #askAgain(question: PinRequest, purpose: PinPurpose, signal: AbortSignal): Promise<string | null> {
    if (signal.aborted || !isFor(question, purpose)) return Promise.resolve(null);
    return new Promise((resolve) => {
      signal.addEventListener("abort", () => resolve(null));
      this.#signAgain = ({ reader, pin }) => {
        this.#signAgain = null;
        this.#work("sign", signal);
        resolve(reader === purpose.reader ? pin : null);
      };
      this.#show({ name: "ready", issuers: this.#issuers ?? [], refused: this.#secondSignature() }, signal);
    });
  }

  async #read({ html, url }: { html: string; url: string }, signal: AbortSignal): Promise<Answered> {
    const answered = new Promise<Answered>((resolve, reject) => {
      this.#reader = resolve;
      signal.addEventListener("abort", () => reject(new VarcoError("operation.cancelled")));
    });
    this.#show({ name: "reading-answer", html, url }, signal);
    const read = await answered;
    this.#work("answer", signal);
    return read;
  }

  async #handOver(
    to: { kind: "leave"; url: string } | { kind: "form"; form: HandOverForm },
    remember: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    this.#forgetAtEnd = this.#remembered && !remember;
    if (remember) await this.#parts.memory.remember();
    if (to.kind === "form") {
      this.#show({ name: "hand-over-form", form: to.form }, signal);
      return;
    }
    this.#show({ name: "done" }, signal);
    await this.#parts.tab.go(to.url);
  }

  /** A portal that gets a visit where a form was sent says so with an error of its own. */
  #explained(thrown: unknown): unknown {
    const error = toVarcoError(thrown);
    const guessed = !this.#order.observed && error.code === "portal.answer" && expectsForm(error.details["status"]);
    return guessed ? new VarcoError("portal.step-back", { host: this.#host }, { cause: thrown }) : thrown;
  }

  async #turnModuleOn(): Promise<void> {
    await this.#moduleOffer.turnOn(this.#parts.changed);
    const {
      phase: { name },
      cards,
    } = this.view;
    // The click was for this portal, too; without a card it would fail at once.
    const cardIsReady = cards?.readers.some(({ card }) => card?.status === "ready") ?? false;
    if (name === "failed" || (name === "ready" && cardIsReady)) this.#openPortal();
  }

  #openPortal(): void {
    const { address, isForEveryPage } = this.#moduleOffer;
    if (address === null) return;
    this.#start(async (signal) => {
      this.#show({ name: "opening" }, signal);
      this.#parts.returned(isForEveryPage ? "with-card-everywhere" : "with-card");
      await this.#parts.tab.goWithCard(address);
    });
  }

  #logInHere(): void {
    this.#moduleOffer.decline();
    if (this.#phase.name === "opening") this.begin();
    else this.#parts.changed();
  }

  /** What to do about it depends on what the browser can do by itself. */
  #failAtEveryPage(error: ErrorValue): void {
    const { method, url } = this.#order.request;
    if (method === "GET") this.#moduleOffer.wantedFor(url);
    this.#start(async (signal) => {
      this.#show({ name: "starting" }, signal);
      await this.#moduleOffer.learn();
      if (!signal.aborted) this.fail(error);
    });
  }

  #denied(): VarcoError {
    return new VarcoError("site-access.denied", { host: this.#host });
  }

  #cancel(): void {
    if (this.#phase.name === "failed") return void this.#parts.tab.leave();
    this.fail(new VarcoError("operation.cancelled").toJSON());
    void this.#parts.goBack();
  }

  #lost(error: VarcoError): void {
    // Work that runs gets the error itself; a page that is handed over needs the host no more.
    if (this.#phase.name === "ready" && !this.#signAgain) this.fail(error.toJSON());
    else this.#parts.changed();
  }

  #start(work: (signal: AbortSignal) => Promise<void>): void {
    this.#run.abort();
    const { signal } = (this.#run = new AbortController());
    work(signal).catch((thrown: unknown) => {
      if (!signal.aborted) this.#refuse(toVarcoError(thrown));
    });
  }

  #refuse(error: VarcoError): void {
    if (!this.#issuers || !reopensForm(error.code)) {
      this.fail(error.toJSON());
      return;
    }
    this.#phase = { name: "ready", issuers: this.#issuers, refused: error.toJSON() };
    this.#parts.changed();
  }

  #work(step: LoginStep, signal: AbortSignal): void {
    this.#show({ name: "working", step }, signal);
  }

  /** The first signature opened the login: at a keypad after that, the server wants a second one. */
  #workAgain(step: LoginStep, signal: AbortSignal): void {
    if (step === "keypad") this.#show({ name: "working", step, because: this.#secondSignature() }, signal);
    else this.#work(step, signal);
  }

  #secondSignature(): ErrorValue {
    return new VarcoError("server.signature-again", { host: this.#host }).toJSON();
  }

  #show(phase: LoginPhase, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#phase = phase;
    this.#parts.changed();
  }
}

/** Whether the PIN form works again after this error, at once or after the person has put something right. */
function reopensForm(code: ErrorCode): boolean {
  const { next } = policyOf(code);
  return next === "type-again" || next === "put-right";
}

function withoutFragment(url: string): string {
  const address = new URL(url);
  address.hash = "";
  return address.href;
}
