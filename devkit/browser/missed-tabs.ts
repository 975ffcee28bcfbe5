import { setTimeout as sleep } from "node:timers/promises";
import type { Browser } from "puppeteer-core";
import * as v from "valibot";

/** Milliseconds after which Firefox has told of a tab, or never does. */
const GRACE = 250;
/** Opens a page of the extension again in its place. It runs in that page. */
const OPEN_AGAIN =
  "chrome.tabs.getCurrent().then(({ id }) => chrome.tabs.duplicate(id).then(() => chrome.tabs.remove(id)))";

/** Puppeteer's connection to Firefox, which its types keep to themselves. */
interface Connection {
  send(method: string, params: object): Promise<unknown>;
  on(event: string, listener: (event: unknown) => void): unknown;
}

const Navigated = v.object({ context: v.string(), url: v.string() });

/**
 * Firefox keeps a new tab from its driver for good where the first document in it makes way for the page before Firefox
 * looks for it, as happens now and then (`#onContextAttached` in `browsingContext` of its remote agent). It does tell
 * where the tab goes. If that is a page of the extension, this opens it again. Throws `Error` where Puppeteer is no
 * longer built as this needs it.
 */
export function openMissedTabsAgain(browser: Browser): void {
  const connection: unknown = Reflect.get(browser, "connection");
  if (!isConnection(connection)) throw new Error("Puppeteer's connection to Firefox is not where it was.");
  connection.on("browsingContext.navigationCommitted", (event) => {
    const { context, url } = v.parse(Navigated, event);
    // Where the tab or the browser is closed meanwhile, nobody misses it.
    if (url.startsWith("moz-extension:")) void openAgain(browser, connection, context).catch(() => {});
  });
}

async function openAgain(browser: Browser, connection: Connection, context: string): Promise<void> {
  if (await knows(browser, context)) return;
  await sleep(GRACE);
  if (await knows(browser, context)) return;
  await connection.send("script.evaluate", { expression: OPEN_AGAIN, target: { context }, awaitPromise: false });
}

async function knows(browser: Browser, context: string): Promise<boolean> {
  const pages = await browser.pages();
  return pages.some((page) => Reflect.get(page.mainFrame(), "_id") === context);
}

function isConnection(value: unknown): value is Connection {
  return (
    typeof value === "object" &&
    value !== null &&
    ["send", "on"].every((name) => typeof Reflect.get(value, name) === "function")
  );
}
