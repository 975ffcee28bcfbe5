import { typePin } from "../browser/login-page";
import { look, type ShownError, type Sight } from "../browser/sight";
import { pressToolbar } from "../browser/toolbar";
import { until } from "../until";
import type { DrivenBrowser } from "./driven-browser";

/** How a login ended. */
export type Ending =
  | { readonly kind: "page"; readonly url: string; readonly title: string; readonly status: number }
  | { readonly kind: "not-asked"; readonly url: string; readonly title: string }
  | { readonly kind: "quoted"; readonly text: string }
  | { readonly kind: "problem"; readonly error: ShownError }
  | { readonly kind: "unreachable"; readonly text: string }
  | { readonly kind: "restless"; readonly url: string };

export interface Visit {
  readonly url: string;
  readonly pin: string;
}

/** Milliseconds for the tab to come to rest. */
const PATIENCE = 60_000;
/** Milliseconds for which a sight has to last: portals and the extension take the tab on by themselves. */
const HOLD = { moving: Infinity, pin: 0, problem: 500, quoted: 500, page: 1000, unreachable: 4000 } as const;
/** The same after the button in the toolbar: the extension first asks the server, for two seconds at most. */
const HOLD_AFTER_BUTTON = { ...HOLD, page: 4000 } as const;

/**
 * Visits an address and logs in wherever a login page comes up, as a person would. A portal that works without a
 * certificate, too, does not fail without one: there it presses the extension's button.
 */
export async function logInAt({ url, pin }: Visit, driven: DrivenBrowser): Promise<Ending> {
  const { browser, page, steps, options } = driven;
  // A portal that asks for a certificate at once does not load.
  const visit = () => void page.goto(url).catch(() => {});
  const done = new Set<string>();
  let [pressed, typed, wentBack] = [false, false, false];
  visit();
  for (;;) {
    const sight = await settled(driven, done, pressed && !typed ? HOLD_AFTER_BUTTON : HOLD);
    if (sight === null) return { kind: "restless", url: page.url() };
    done.add(nameOf(sight));
    if (sight.kind === "pin") {
      const { refused, warnings } = sight;
      // The card is virtual: it may sign again without a person.
      if (refused !== null && refused.code !== "server.signature-again") return { kind: "problem", error: refused };
      steps.done(`the extension asks for the PIN${warnings.map(({ code }) => `, and warns: ${code}`).join("")}`);
      await typePin(options, pin);
      typed = true;
      steps.done(`typed the PIN ${pin} and answered the browser's question, if it had one`);
    } else if (sight.kind === "problem" && sight.error.code === "portal.step-back" && !wentBack) {
      // The extension had no access yet when the portal posted its form. It asks the person to begin again.
      wentBack = true;
      steps.done("the extension asks to go back, and to begin again");
      visit();
    } else if (sight.kind === "page" && !typed && !pressed) {
      pressed = true;
      steps.done(`${sight.url} opened without the card; pressed the extension's button`);
      await pressToolbar({ ...options, browser });
    } else if (sight.kind === "page") {
      return typed ? sight : { ...sight, kind: "not-asked" };
    } else if (sight.kind !== "moving") {
      return sight;
    }
  }
}

/** The next thing that the tab shows for a while; null: there is none. What was acted on already does not count. */
async function settled(
  { page }: DrivenBrowser,
  done: ReadonlySet<string>,
  hold: Readonly<Record<Sight["kind"], number>>,
): Promise<Sight | null> {
  let [last, since] = ["", 0];
  return until(
    "a tab at rest",
    async () => {
      const sight = await look(page);
      const now = JSON.stringify(sight);
      if (now !== last) [last, since] = [now, performance.now()];
      const over = performance.now() - since >= hold[sight.kind];
      return over && !(isOfLogin(sight) && done.has(nameOf(sight))) ? sight : null;
    },
    { patience: PATIENCE, pause: 50 },
  ).catch(() => null);
}

function isOfLogin({ kind }: Sight): boolean {
  return kind === "pin" || kind === "problem";
}

/** Tells the sights of different logins apart, and a first request for the PIN from a second one. */
function nameOf(sight: Sight): string {
  if (sight.kind === "pin") return `${sight.kind} ${sight.login} ${sight.refused?.code ?? ""}`;
  return sight.kind === "problem" ? `${sight.kind} ${sight.login} ${sight.error.code}` : sight.kind;
}

/** One line about the end, and whether the card got the developer in. */
export function tell(ending: Ending): { readonly loggedIn: boolean; readonly text: string } {
  const loggedIn = ending.kind === "quoted" || (ending.kind === "page" && ending.status < 400);
  return { loggedIn, text: `${loggedIn ? "Logged in" : "Not logged in"}: ${textOf(ending)}` };
}

function textOf(ending: Ending): string {
  switch (ending.kind) {
    case "page":
      return `${ending.url} "${ending.title}"${ending.status < 400 ? "" : ` (HTTP status ${ending.status})`}`;
    case "quoted":
      return `the portal shows this to the card only, and the browser has it no more: ${ending.text.slice(0, 200)}`;
    case "not-asked":
      return `${ending.url} "${ending.title}" opened without asking for the card. Give --url the address that asks.`;
    case "problem":
      return `${ending.error.code}: ${ending.error.cause} ${ending.error.remedy}`;
    case "unreachable":
      return `the browser cannot open the page. It says: ${ending.text}`;
    case "restless":
      return `the tab came to no rest within ${PATIENCE / 1000} seconds. It is at ${ending.url}`;
  }
}
