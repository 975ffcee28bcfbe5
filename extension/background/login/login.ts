import { policyOf } from "../../../shared/error-policy";
import { toVarcoError, VarcoError, type ErrorCode, type ErrorValue } from "../../../shared/errors";
import { LIMITS } from "../../../shared/limits";
import { CNS_PIN, pinProblem, pinRulesOf, type PinRules } from "../../../shared/pin-rules";
import type { WayToServers } from "../../host/client";
import type { LoginEnding } from "../../login/login-ending";
import type { PortalSaid } from "../../login/portal-words";
import { shownDomain } from "../../login/registrable-domain";
import type { HandOverForm, LoginCommand, LoginPhase, LoginView } from "../../login/view";
import { withoutFragment } from "../relay/portal-request";
import { saidWith } from "../relay/refusing-answer";
import { foreignForm } from "./foreign-form";
import { ModuleOffer } from "./module-offer";
import { PageTurn, type Submit } from "./page-turn";
import type { LoginOrder, LoginParts } from "./parts";
import { EveryPage, LoginRun, type RunPage } from "./run";
import { filePhase, runPage } from "./run-page";

/** Phases that end when the tab goes elsewhere. */
const RUNNING: readonly LoginPhase["name"][] = ["working", "reading-answer", "portal-page", "opening"];

/** Phases in which the person can take the browser's own way. */
const AT_REST: readonly LoginPhase["name"][] = ["probing", "ready", "portal-page", "failed"];

/** One login in one tab, from the page that wants a certificate to the page behind it. */
export class Login {
  readonly #order: LoginOrder;
  readonly #parts: LoginParts;
  readonly origin: string;
  readonly #host: string;
  readonly #domain: string | null;
  readonly #release: () => void;
  readonly #moduleOffer: ModuleOffer;
  readonly #turn = new PageTurn();
  readonly #choiceWait: number;
  #phase: LoginPhase = { name: "starting" };
  #run = new AbortController();
  #issuers: readonly string[] | null = null;
  #way: WayToServers | null = null;
  #remembered = false;
  #firstUse = false;
  #forgetAtEnd = false;

  /** `choiceWait`: milliseconds in which the person chooses on a page of the portal. */
  constructor(order: LoginOrder, parts: LoginParts, choiceWait: number = LIMITS.choiceWait) {
    this.#order = order;
    this.#choiceWait = choiceWait;
    this.#parts = parts;
    const { origin, host, hostname } = new URL(order.request.url);
    [this.origin, this.#host, this.#domain] = [origin, host, shownDomain(hostname)];
    this.#moduleOffer = new ModuleOffer(order, parts.module);
    this.#release = parts.host.hold({ cards: () => this.#cardsChanged(), lost: (error) => this.#lost(error) });
  }

  get view(): LoginView {
    const { origin } = this;
    const { access, request } = this.#order;
    const { cards } = this.#parts.host;
    return {
      origin,
      domain: this.#domain,
      firstUse: this.#firstUse,
      cards,
      remembered: this.#remembered,
      access,
      foreignForm: foreignForm(request),
      popup: this.#parts.popup,
      moduleOffer: this.#moduleOffer.view,
      phase: this.#phase,
    };
  }

  /** Starts the host and asks the server, up to the point where the person may type the PIN. */
  begin(): void {
    this.#start(async (signal) => {
      this.#show({ name: "starting" }, signal);
      const { memory, host: program } = this.#parts;
      // The program starts while the browser looks up what it remembers.
      const reached = program.reach();
      reached.catch(() => undefined);
      const [remembered, known] = await Promise.all([memory.isRemembered(), memory.isKnown()]);
      [this.#remembered, this.#firstUse] = [remembered, !known && !remembered];
      this.#moduleOffer.wantedFor(null);
      const { host, way } = await reached;
      this.#way = way;
      this.#show({ name: "probing", mayType: false }, signal);
      const url = withoutFragment(this.#order.request.url);
      const probing = host.request("probe", { url, ...way }, { signal });
      const learning = this.#moduleOffer.learn().then(() => {
        const mayType = this.#moduleOffer.view.state !== "open";
        if (this.#phase.name === "probing") this.#show({ name: "probing", mayType }, signal);
      });
      const [{ result }] = await Promise.all([probing, learning]);
      if (!result.asks) return this.#goOnWithout(signal);
      this.#issuers = result.issuers;
      this.#show({ name: "ready", issuers: result.issuers, refused: null }, signal);
    });
  }

  /**
   * The server wants no certificate. Where a remembered address has stopped the browser's visit, that goes on. Throws
   * `server.does-not-ask`.
   */
  async #goOnWithout(signal: AbortSignal): Promise<void> {
    const { begunBy, request } = this.#order;
    if (begunBy !== "address" || request.method !== "GET")
      throw new VarcoError("server.does-not-ask", { host: this.#host });
    await this.#parts.memory.forgetAddress();
    this.#show({ name: "done" }, signal);
    if (!signal.aborted) await this.#parts.tab.go(request.url);
  }

  /** Shows why there is nothing to begin, or nothing more to come. `said`: what the portal wrote about it. */
  fail(error: ErrorValue, said: PortalSaid | null = null): void {
    this.#run.abort();
    if (error.code === "portal.every-page" && !this.#moduleOffer.isLearnt) {
      this.#failAtEveryPage(error);
      return;
    }
    const mayRetry = policyOf(error.code).next !== "final";
    this.#phase = { name: "failed", error, mayRetry, ...(said === null ? {} : { said }) };
    this.#parts.changed();
  }

  /** Does what the person wants, if it fits the phase. */
  take(command: Exclude<LoginCommand, { type: "show" }>): void {
    const { name } = this.#phase;
    if (command.type === "submit" && name === "ready") this.#submit(command);
    if (command.type === "siteAccessDenied" && name === "ready") this.#refuse(this.#denied());
    if (command.type === "answerRead" && name === "reading-answer") this.#turn.take(command);
    if (command.type === "choose" && name === "portal-page") this.#turn.take(command);
    if (command.type === "back" && name === "portal-file") this.#turn.take(command);
    if (command.type === "turnModuleOn" && AT_REST.includes(name)) void this.#turnModuleOn();
    if (command.type === "openPortal" && AT_REST.includes(name)) this.#openPortal();
    if (command.type === "loginHere" && (name === "ready" || name === "opening")) this.#logInHere();
    if (command.type === "retry" && this.#phase.name === "failed" && this.#phase.mayRetry) this.begin();
    if (command.type === "cancel" && !this.isOver) this.#cancel();
  }

  /** Whether the tab has been handed over. */
  get isOver(): boolean {
    return this.#phase.name === "done" || this.#phase.name === "hand-over-form";
  }

  /**
   * The tab begins to go to another page than that of this login. A run that has not ended is cancelled: its late end
   * would take the tab away from where the person goes.
   */
  tabMoves(url: string): void {
    const { name } = this.#phase;
    const byItself = name === "opening" && url === this.#moduleOffer.address;
    if (byItself || !RUNNING.includes(name)) return;
    this.fail(new VarcoError("operation.cancelled").toJSON());
  }

  /** The tab has gone: whatever still runs is cancelled. */
  async end(): Promise<void> {
    this.#run.abort();
    this.#release();
    const { memory } = this.#parts;
    const over = memory.over(this.#ending);
    if (this.#forgetAtEnd) await memory.forget();
    await over;
  }

  get #ending(): LoginEnding {
    // The answer to the browser's own visit is still to be seen as well.
    if (this.isOver || this.#phase.name === "opening") return "arrived";
    return this.#phase.name === "failed" && this.#phase.error.code === "portal.step-back" ? "again" : "over";
  }

  #submit(submit: Submit): void {
    const problem = submit.pin === null ? null : pinProblem(submit.pin, this.#rulesFor(submit.reader));
    if (problem !== null) {
      this.#refuse(new VarcoError(problem.code, problem.details));
      return;
    }
    if (!this.#turn.take(submit)) this.#start((signal) => this.#logIn(submit, signal));
  }

  #rulesFor(reader: string): PinRules {
    const card = this.#parts.host.cards?.readers.find(({ name }) => name === reader)?.card;
    return card?.status === "ready" ? pinRulesOf(card) : CNS_PIN;
  }

  async #logIn(submit: Submit, signal: AbortSignal): Promise<void> {
    const run = new LoginRun(this.#order, this.#parts, this.#runPage(submit, signal), signal);
    const destination = await run.logIn(submit, this.#way);
    if (destination.kind === "file") {
      if (await this.#keepMemory(submit.remember, signal)) this.#show(filePhase(destination.file, false), signal);
      return;
    }
    if (destination.kind !== "page") return this.#handOver(destination, submit.remember, signal);
    const { url } = destination;
    this.#parts.returned("relayed");
    return this.#handOver({ kind: "leave", url }, submit.remember, signal);
  }

  #runPage({ remember }: Submit, signal: AbortSignal): RunPage {
    return runPage({
      turn: this.#turn,
      show: (phase) => this.#show(phase, signal),
      issuers: this.#issuers ?? [],
      origin: this.origin,
      choiceWait: this.#choiceWait,
      wanted: (url) => this.#moduleOffer.wantedFor(url),
      reached: () => this.#keepMemory(remember, signal),
      signal,
    });
  }

  async #handOver(
    to: { kind: "leave"; url: string } | { kind: "form"; form: HandOverForm },
    remember: boolean,
    signal: AbortSignal,
  ): Promise<void> {
    if (!(await this.#keepMemory(remember, signal))) return;
    if (to.kind === "form") {
      this.#show({ name: "hand-over-form", form: to.form }, signal);
      return;
    }
    this.#show({ name: "done" }, signal);
    await this.#parts.tab.go(to.url);
  }

  /**
   * Notes that the login succeeded, and remembers the portal if the person wished so. Whether the run still goes on
   * then.
   */
  async #keepMemory(remember: boolean, signal: AbortSignal): Promise<boolean> {
    if (!signal.aborted) await this.#parts.memory.succeeded();
    if (remember && !signal.aborted) await this.#parts.memory.remember();
    if (signal.aborted) return false;
    this.#forgetAtEnd = this.#remembered && !remember;
    return true;
  }

  async #turnModuleOn(): Promise<void> {
    await this.#moduleOffer.turnOn(this.#parts.changed);
    const {
      phase: { name },
      cards,
    } = this.view;
    // The click was for this portal, too; without a card it would fail at once.
    const cardIsReady = cards?.readers.some(({ card }) => card?.status === "ready") ?? false;
    if (name === "failed" || (AT_REST.includes(name) && cardIsReady)) this.#openPortal();
  }

  #openPortal(): void {
    const { address, isForEveryPage } = this.#moduleOffer;
    if (address === null) return;
    this.#start(async (signal) => {
      this.#show({ name: "opening" }, signal);
      this.#parts.returned(isForEveryPage ? "with-card-everywhere" : "with-card");
      await this.#parts.tab.goWithCard(address, signal);
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
    if (this.#phase.name === "failed" || this.#phase.name === "portal-file") return void this.#parts.tab.leave();
    this.fail(new VarcoError("operation.cancelled").toJSON());
    void this.#parts.goBack();
  }

  /** A page that shows a file does not show cards, and the file may be long. */
  #cardsChanged(): void {
    if (this.#phase.name !== "portal-file") this.#parts.changed();
  }

  #lost(error: VarcoError): void {
    // A run that works gets the error itself. A tab that is handed over does not need the host any more.
    const { name } = this.#phase;
    if (name === "portal-page" || (name === "ready" && !this.#turn.isAwaited)) this.fail(error.toJSON());
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
    if (error instanceof EveryPage) this.#moduleOffer.wantedFor(error.url);
    if (!this.#issuers || !reopensForm(error.code)) {
      this.fail(error.toJSON(), saidWith(error));
      return;
    }
    this.#phase = { name: "ready", issuers: this.#issuers, refused: error.toJSON() };
    this.#parts.changed();
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
