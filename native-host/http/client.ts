import { request, type ClientRequest, type IncomingMessage } from "node:http";
import { VarcoError } from "../../shared/errors";
import { LIMITS } from "../../shared/limits";
import type { HeaderList } from "../../shared/messages";
import { abortError, type ConnectOptions, type TlsOrigin } from "../tls/origin";
import { OriginAgent } from "./agent";
import { readBody } from "./body";
import { describeHttpError } from "./failure";
import { answerHeaders, requestHeaders } from "./headers";
import { HTTP_TIMES, timesFor, watchTimes, type HttpTimes } from "./times";

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: HeaderList;
  readonly body?: Uint8Array;
}

export interface HttpAnswer {
  readonly status: number;
  readonly statusText: string;
  /** In their order, Set-Cookie as often as it came, without the fields of an encoding that the client has undone. */
  readonly headers: HeaderList;
  readonly body: Buffer;
}

/** Fields that describe an encoding which the client has undone. */
const ENCODING_FIELDS: ReadonlySet<string> = new Set(["content-encoding", "content-length"]);

/** HTTP/1.1 to one origin, over connections with the card's certificate. Follows no redirects, keeps no cookies. */
export class HttpClient {
  readonly #origin: TlsOrigin;
  readonly #times: HttpTimes;
  readonly #agent: OriginAgent;
  #answered = false;

  constructor(origin: TlsOrigin, times: HttpTimes = HTTP_TIMES) {
    this.#origin = origin;
    this.#times = times;
    this.#agent = new OriginAgent(origin);
  }

  /** Connects before the first request, to find out whether the login works. Throws as {@link TlsOrigin.connect}. */
  async connect(options: ConnectOptions = {}): Promise<void> {
    await this.#agent.prepare(options);
  }

  /**
   * Sends one request; several requests wait for each other. Throws as {@link TlsOrigin.connect}, and `server.http`,
   * `server.answer-too-large`, `server.timeout`, `server.cut`, `server.certificate-refused`, `relay.other-origin`,
   * `message.malformed`.
   */
  async request(ask: HttpRequest, options: ConnectOptions = {}): Promise<HttpAnswer> {
    this.#checkOrigin(ask.url);
    if (options.signal?.aborted) throw abortError(options.signal);
    this.#agent.connectOptions = options;
    const attempt = this.#begin(ask);
    try {
      return await this.#finish(attempt, ask, options.signal);
    } catch (error) {
      // The server closed a kept connection just when we used it again: RFC 9112 §9.3.1 allows to repeat safe requests.
      const stale =
        this.#agent.mayBeStale(attempt) &&
        error instanceof VarcoError &&
        error.code === "server.cut" &&
        ask.method === "GET";
      if (!stale) throw error;
      return await this.#finish(this.#begin(ask), ask, options.signal);
    }
  }

  /** Closes the connection. The owner of the origin closes that. */
  close(): void {
    this.#agent.destroy();
  }

  #checkOrigin(url: URL): void {
    const { host, port } = this.#origin.address;
    const allowed = new URL(`https://${host.includes(":") ? `[${host}]` : host}:${port}`).origin;
    if (url.origin !== allowed) throw new VarcoError("relay.other-origin", { origin: allowed, other: url.origin });
  }

  #begin({ method, url, headers, body }: HttpRequest): ClientRequest {
    const fields = requestHeaders(headers);
    const asking = request({
      agent: this.#agent,
      method,
      path: url.pathname + url.search,
      host: url.hostname,
      port: url.port === "" ? 443 : url.port,
      maxHeaderSize: LIMITS.headerBytes,
      // Control characters in a value, as browsers carry them. `canonicalHead` and `answerHeaders` judge the rest.
      insecureHTTPParser: true,
      setHost: false,
    });
    asking.once("socket", () => this.#agent.expectAnswer());
    // No bound of Node's own: it would drop fields silently.
    asking.maxHeadersCount = 0;
    asking.setHeader("Host", url.host);
    asking.setHeader("Accept-Encoding", "identity");
    for (const [name, value] of fields) asking.appendHeader(name, value);
    if (body !== undefined) asking.setHeader("Content-Length", body.length);
    asking.end(body);
    return asking;
  }

  /** Some servers end the connection without an alert when they do not list the issuer of the card. */
  #explained(error: VarcoError): VarcoError {
    const issuers = this.#agent.current?.info?.issuers ?? [];
    if (error.code !== "server.cut" || this.#answered || issuers.length === 0 || this.#origin.isIssuer(issuers))
      return error;
    return new VarcoError(
      "server.certificate-refused",
      { ...error.details, reason: "its issuer is not on the list of the server" },
      { cause: error },
    );
  }

  async #finish(
    asking: ClientRequest,
    { url, body: sent }: HttpRequest,
    signal: AbortSignal | undefined,
  ): Promise<HttpAnswer> {
    const host = url.hostname;
    // The request's own error tells more than the errors of its answer or its end, which follow from it.
    const failures: Error[] = [];
    asking.on("error", (error) => failures.push(error));
    const abort = (): void => {
      asking.destroy(abortError(signal));
    };
    signal?.addEventListener("abort", abort);
    const stopWatching = watchTimes(asking, () => this.#agent.current, host, timesFor(sent?.length ?? 0, this.#times));
    try {
      const answer = await answerOf(asking, host);
      const status = statusOf(answer, host);
      const headers = answerHeaders(answer, host);
      this.#answered = true;
      const body = await readBody(answer, host);
      // Node takes a body without announced length for complete even when the connection was cut.
      const [failure] = failures;
      if (failure) throw failure;
      return {
        status,
        statusText: answer.statusMessage ?? "",
        headers: body.encoded ? headers.filter(([name]) => !ENCODING_FIELDS.has(name.toLowerCase())) : headers,
        body: body.bytes,
      };
    } catch (error) {
      const cause = this.#explained(describeHttpError(failures[0] ?? error, host));
      asking.destroy(cause);
      throw cause;
    } finally {
      stopWatching();
      signal?.removeEventListener("abort", abort);
    }
  }
}

/** Three digits from 100 (RFC 9110 §15); Node's parser takes fewer. */
function statusOf({ statusCode = 0 }: IncomingMessage, host: string): number {
  if (statusCode < 100) throw new VarcoError("server.http", { host, reason: `status ${statusCode}` });
  return statusCode;
}

function answerOf(asking: ClientRequest, host: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    let interim = 0;
    asking.on("information", () => {
      if ((interim += 1) > LIMITS.interimAnswers)
        reject(new VarcoError("server.http", { host, reason: "interim answers without end" }));
    });
    asking.once("response", resolve);
    asking.once("upgrade", (_answer, connection) => {
      connection.destroy();
      reject(new VarcoError("server.http", { host, reason: "it changes the protocol unasked" }));
    });
    asking.once("error", reject);
    asking.once("close", () => {
      reject(new Error("the request ended without an answer"));
    });
  });
}
