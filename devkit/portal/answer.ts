import type { VNode } from "preact";
import { renderToString } from "preact-render-to-string";
import { MessagePage } from "./pages/message";
import { SUBMIT_ON_LOAD_HASH } from "./pages/self-submitting";
import { REFUSALS, type RefusalReason } from "./refusals";

/** An answer of a site, before it becomes HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** `Set-Cookie` values. */
  readonly cookies: readonly string[];
  readonly body: string;
  readonly refused?: RefusalReason;
}

export interface PageOptions {
  readonly cookies?: readonly string[];
  /** Where a self-submitting form of the page leads; its `onload` is allowed then. */
  readonly formTarget?: string;
}

/** A page: no script runs in it but the submission of a form to `formTarget`, and nothing comes from elsewhere. */
export function page(status: number, content: VNode, { cookies = [], formTarget }: PageOptions = {}): Answer {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src data:",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    formTarget === undefined ? "form-action 'self'" : `form-action 'self' ${formTarget}`,
    ...(formTarget === undefined ? [] : [`script-src 'unsafe-hashes' ${SUBMIT_ON_LOAD_HASH}`]),
  ];
  return {
    status,
    cookies,
    headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": policy.join("; ") },
    body: `<!doctype html>${renderToString(content)}`,
  };
}

/** A page that says one thing in the browser's plainest form. */
export function answer(status: number, text: string): Answer {
  return page(status, MessagePage({ title: text, text: "" }));
}

export function notFound(): Answer {
  return answer(404, "Pagina non trovata");
}

/** Refuses a login, saying why. */
export function refuse(reason: RefusalReason, options: PageOptions & { readonly back?: string } = {}): Answer {
  const { status, title, text } = REFUSALS[reason];
  return {
    ...page(
      status,
      MessagePage({ title, text, reason, ...(options.back === undefined ? {} : { back: options.back }) }),
      options,
    ),
    refused: reason,
  };
}

/** Sends the browser on with GET. */
export function redirect(
  location: string,
  { status = 303, cookies = [] }: { status?: 302 | 303; cookies?: readonly string[] } = {},
): Answer {
  return { status, headers: { location }, cookies, body: "" };
}
