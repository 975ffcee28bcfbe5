import { VarcoError } from "../../../../shared/errors";
import type { HeaderList, RequestParams } from "../../../../shared/messages";
import type { Login } from "../../../../extension/background/login/login";
import { type FakeHost, until, type Handlers, type Work } from "../fake-host";
import { loginWith } from "../fake-tab";

export const READER = "Reader 0";
export const submit = (pin = "12345", remember = false) =>
  ({ type: "submit", reader: READER, insertion: 1, pin, remember }) as const;
export const redirect = (location: string, ...cookies: string[]): Page => ({
  status: 302,
  headers: [["Location", location], ...cookies.map((cookie): [string, string] => ["Set-Cookie", cookie])],
});
export const html = (text: string): Page => ({
  status: 200,
  headers: [["Content-Type", "text/html; charset=utf-8"]],
  text,
});
export const file = (
  text: string,
  type = "application/pdf",
  disposition = "attachment; filename=referto.pdf",
): Page => ({
  status: 200,
  headers: [
    ["Content-Type", type],
    ["Content-Disposition", disposition],
  ],
  text,
});

export interface Page {
  status: number;
  headers?: HeaderList;
  text?: string;
}
export type Relayed = RequestParams<"relay">;

/**
 * Handlers of a host whose card takes the PIN 12345, before a portal that answers with these pages, one after the
 * other.
 */
export function portal(...pages: Page[]): Handlers {
  return {
    openLogin: async ({ origin, reader }, work) => {
      const pin = await work.askPin({ origin, reader });
      if (pin === null) throw new VarcoError("pin.cancelled");
      if (pin !== "12345") throw new VarcoError("pin.wrong", { triesLeft: 2 });
      work.progress("sign");
      return { login: 7 };
    },
    relay: (_: Relayed, work: Work) => {
      const { status, headers = [], text = "" } = pages.shift() ?? { status: 404 };
      const body = Buffer.from(text);
      work.sendBody(body);
      return { status, headers, bodyLength: body.length };
    },
  };
}

export async function ready(host: FakeHost, options: Parameters<typeof loginWith>[1] = {}) {
  const tools = loginWith(host, options);
  tools.login.begin();
  await until(() => tools.phase() === "ready");
  return tools;
}

export function failure(login: Login) {
  return until(() => {
    const { phase } = login.view;
    return phase.name === "failed" && phase;
  });
}
