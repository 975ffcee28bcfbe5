import type { Page } from "puppeteer-core";
import { soon } from "../until";

/** An error as a page of the extension shows it, in its language. */
export interface ShownError {
  readonly code: string;
  readonly cause: string;
  readonly remedy: string;
}

/** What a tab shows during a login. */
export type Sight =
  /** It is on its way, or the extension is at work. */
  | { readonly kind: "moving" }
  /** The login page asks for the PIN. `login` is the name of the login in its address. */
  | {
      readonly kind: "pin";
      readonly login: string;
      readonly warnings: readonly ShownError[];
      readonly refused: ShownError | null;
    }
  /** The login page says why there is no way on. */
  | { readonly kind: "problem"; readonly login: string; readonly error: ShownError }
  /** The login page shows a page or a file of the portal that the browser does not get without the card. */
  | { readonly kind: "quoted"; readonly login: string; readonly text: string }
  /** A page of the portal. `status` is 0 where the browser does not tell it. */
  | { readonly kind: "page"; readonly url: string; readonly title: string; readonly status: number }
  /** The browser's own page: it cannot open the address. */
  | { readonly kind: "unreachable"; readonly text: string };

/** Milliseconds that a page has to answer. */
const LOOK = 500;

/** Looks at a tab. */
export async function look(page: Page): Promise<Sight> {
  // A page that goes away while the driver looks at it does not answer.
  const facts = await soon(page.evaluate(readFacts), LOOK, null);
  return facts === null ? { kind: "moving" } : sightOf(facts);
}

export type Facts = ReturnType<typeof readFacts>;

/** Runs in the page. It has no named function inside: tsx would have it call a helper that the page lacks. */
function readFacts() {
  return {
    // Firefox tells its error pages in here only.
    address: document.documentURI,
    complete: document.readyState === "complete",
    title: document.title,
    text: document.body.innerText.slice(0, 500),
    statuses: performance
      .getEntriesByType("navigation")
      .map((entry) => ("responseStatus" in entry ? Number(entry.responseStatus) : 0)),
    asksForPin: document.querySelector("#pin") !== null,
    waits: document.querySelector(".waiting") !== null,
    failure: document.querySelector("details .details dd")?.textContent ?? null,
    quoted:
      document.querySelector('[data-testid="portal-page"] figure, [data-testid="portal-file"] figure')?.textContent ??
      null,
    notices: [...document.querySelectorAll(".notice")].map((notice) => ({
      id: notice.id,
      code: notice.getAttribute("data-code"),
      warning: notice.matches(".warning"),
      texts: [...notice.querySelectorAll("p")].map(({ textContent }) => textContent.trim()),
    })),
  };
}

const LOGIN_PAGE = /^(?:chrome|moz)-extension:\/\/[^/]+\/pages\/login\.html/;
const BROWSER_PAGE = /^(?:chrome-error:|about:neterror|about:certerror)/;

/** What these facts of a page mean. */
export function sightOf(facts: Facts): Sight {
  const { address, complete, title, text, statuses } = facts;
  if (!complete) return { kind: "moving" };
  if (LOGIN_PAGE.test(address)) return sightOfLogin(facts);
  if (BROWSER_PAGE.test(address)) return { kind: "unreachable", text: text.replaceAll(/\s+/g, " ").trim() };
  if (!/^https?:/.test(address)) return { kind: "moving" };
  return { kind: "page", url: address, title, status: statuses[0] ?? 0 };
}

function sightOfLogin({ address, asksForPin, waits, failure, quoted, notices }: Facts): Sight {
  const login = new URL(address).search;
  if (failure !== null)
    return {
      kind: "problem",
      login,
      error: shown(
        failure,
        notices.flatMap(({ texts }) => texts),
      ),
    };
  if (quoted !== null) return { kind: "quoted", login, text: quoted };
  const errors = notices.flatMap(({ id, code, warning, texts }) =>
    code === null ? [] : [{ id, warning, error: shown(code, texts) }],
  );
  const refused = errors.find(({ id }) => id === "refused")?.error ?? null;
  const warnings = errors.filter(({ warning }) => warning).map(({ error }) => error);
  if (asksForPin) return { kind: "pin", login, warnings, refused };
  const error = refused ?? errors[0]?.error;
  return waits || error === undefined ? { kind: "moving" } : { kind: "problem", login, error };
}

/** The first paragraph of a notice is the cause, the second the remedy. */
function shown(code: string, [cause = "", remedy = ""]: readonly string[]): ShownError {
  return { code, cause, remedy };
}
