import { VarcoError } from "../../../shared/errors";
import { LIMITS } from "../../../shared/limits";
import { nextStep, type NextStep, type PortalAnswer } from "./answer";
import type { PortalRequest } from "./portal-request";
import { StrictTransport } from "./strict-transport";

export interface RelayParts {
  /** Sends one request over the login's connection. */
  send(request: PortalRequest): Promise<PortalAnswer>;
  /** Gives the `Set-Cookie` fields of an answer to the browser. */
  applyCookies(fields: readonly string[], url: string): Promise<void>;
}

/** Repeats a request at the protected origin and follows its redirects there, for one login. */
export class Relay {
  readonly #parts: RelayParts;
  readonly #strict = new StrictTransport();
  #redirects = 0;
  #choices = 0;

  constructor(parts: RelayParts) {
    this.#parts = parts;
  }

  /**
   * Until the answer leaves the origin or is a page. Throws `server.redirects` when that takes too many requests (all
   * calls together, anew at each choice of the person), the errors of `nextStep`, of the host and of the connection.
   */
  async follow(first: PortalRequest): Promise<Exclude<NextStep, { kind: "relay" }>> {
    let request = first;
    for (;;) {
      const answer = await this.#parts.send(request);
      await this.#parts.applyCookies(setCookieFields(answer), request.url);
      const step = nextStep(answer, request, this.#strict);
      if (step.kind !== "relay") return step;
      this.#count(request);
      request = step.request;
    }
  }

  /** Goes on with a form that a page of the origin has sent. Throws as `follow`. */
  followForm(request: PortalRequest): Promise<Exclude<NextStep, { kind: "relay" }>> {
    this.#count(request);
    return this.follow(request);
  }

  /** Goes on where the person has chosen to go. Redirects count anew from there. Throws as `follow`. */
  followChoice(request: PortalRequest): Promise<Exclude<NextStep, { kind: "relay" }>> {
    if (++this.#choices > LIMITS.choices) throw tooMany(request);
    this.#redirects = 0;
    return this.followForm(request);
  }

  #count(request: PortalRequest): void {
    if (++this.#redirects > LIMITS.redirects) throw tooMany(request);
  }
}

function tooMany({ url }: PortalRequest): VarcoError {
  return new VarcoError("server.redirects", { host: new URL(url).host });
}

function setCookieFields({ headers }: PortalAnswer): string[] {
  return headers.filter(([name]) => name.toLowerCase() === "set-cookie").map(([, value]) => value);
}
