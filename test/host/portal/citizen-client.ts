import { parseSetCookie } from "cookie";
import { Agent, request } from "node:https";
import type { IncomingHttpHeaders } from "node:http";
import type { LookupFunction } from "node:net";
import type { Issued } from "../../../devkit/pki/authority";

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Asked {
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * The parts of a browser that the flows need: cookies by origin, redirects, self-submitting forms, a client
 * certificate.
 */
export class CitizenClient {
  readonly #jar = new Map<string, Map<string, { value: string; path: string }>>();
  readonly #agent: Agent;

  constructor(ca: string, certificate: Issued | null) {
    const identity = certificate ? { cert: certificate.pem, key: certificate.keyPem } : {};
    this.#agent = new Agent({ ca, keepAlive: true, ...identity });
  }

  /** Sends one request and follows no redirect. */
  async ask(url: string, { form, headers = {} }: Asked = {}): Promise<Page> {
    const { origin, pathname, hostname } = new URL(url);
    const body = form && new URLSearchParams(form).toString();
    const cookie = [...(this.#jar.get(origin) ?? [])]
      .filter(([, { path }]) => pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join("; ");
    const page = await new Promise<Page>((resolve, reject) => {
      const sent = request(
        url,
        {
          agent: this.#agent,
          servername: hostname,
          method: body === undefined ? "GET" : "POST",
          lookup: toLoopback,
          headers: {
            ...(cookie ? { cookie } : {}),
            ...headers,
            ...(body === undefined
              ? {}
              : { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) }),
          },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () => {
            resolve({
              url,
              status: answer.statusCode ?? 0,
              headers: answer.headers,
              body: Buffer.concat(chunks).toString("utf8"),
            });
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
    this.#keep(origin, page.headers["set-cookie"] ?? []);
    return page;
  }

  /** Follows redirects and self-submitting forms until a page stays. */
  async visit(url: string, asked: Asked = {}): Promise<Page> {
    let page = await this.ask(url, asked);
    for (let step = 0; step < 10; step += 1) {
      if (page.headers.location !== undefined) page = await this.ask(new URL(page.headers.location, page.url).href);
      else if (page.body.includes('onload="document.forms[0].submit()"'))
        page = await this.ask(formOf(page).action, { form: formOf(page).fields });
      else return page;
    }
    throw new Error("too many steps");
  }

  cookie(origin: string, name: string): string | undefined {
    return this.#jar.get(origin)?.get(name)?.value;
  }

  close(): void {
    this.#agent.destroy();
  }

  #keep(origin: string, lines: readonly string[]): void {
    const cookies = this.#jar.get(origin) ?? new Map<string, { value: string; path: string }>();
    this.#jar.set(origin, cookies);
    for (const line of lines) {
      const { name, value = "", path = "/", maxAge, expires } = parseSetCookie(line, { decode: (text) => text });
      if ((maxAge ?? 1) <= 0 || (expires ?? new Date()).getTime() === 0) cookies.delete(name);
      else cookies.set(name, { value, path });
    }
  }
}

/** The form of a page: its target and its hidden fields. */
export function formOf({ url, body }: Page): { action: string; fields: Record<string, string> } {
  const action = /<form method="post" action="([^"]*)"/.exec(body)?.[1] ?? "";
  const fields = [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)];
  return {
    action: new URL(unescape(action), url).href,
    fields: Object.fromEntries(fields.map(([, name, value]) => [name ?? "", unescape(value ?? "")])),
  };
}

/** The text of the element with this test id. */
export function textOf({ body }: Page, testId: string): string | null {
  const found = new RegExp(`data-testid="${testId}"[^>]*>([^<]*)<`).exec(body);
  return found ? unescape(found[1] ?? "") : null;
}

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

/** Every name below `localhost` is this machine. */
const toLoopback: LookupFunction = (_host, { all }, done) => {
  if (all) done(null, [{ address: "127.0.0.1", family: 4 }]);
  else done(null, "127.0.0.1", 4);
};
