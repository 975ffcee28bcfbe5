import assert from "node:assert/strict";
import type { Page } from "puppeteer-core";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { makeHome, type ThrowAwayHome } from "../../devkit/browser/home";
import { openBrowser } from "../../devkit/browser/open";
import { soon, until } from "../../devkit/until";
import { HttpClient } from "../../native-host/http/client";
import { VarcoError, type ErrorCode } from "../../shared/errors";
import { later, originOf, tlsServer, tlsSetup, type TlsSetup } from "../host/tls/fixtures";
import { softCard } from "../host/tls/soft-card";
import { ARRIVED, PAGE, outcomes, SLOPPY_ANSWERS, type Outcome, type SloppyAnswer } from "./as-browsers/answers";
import { ODD_SERVERS } from "./as-browsers/servers";

const PROPER = `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: ${PAGE.length}\r\n\r\n${PAGE}`;
/** Milliseconds after which a browser that shows nothing counts as one that refuses. */
const PATIENCE = 5000;
/** Milliseconds that a page has to answer. */
const LOOK = 500;

describe("What browsers carry, the relay carries", function suite() {
  this.timeout(60_000);
  const tls = tlsSetup();
  let home: ThrowAwayHome;
  const tabs: Page[] = [];

  before(async () => {
    home = makeHome([tls.pki.serverAuthority.pem], () => [process.execPath, "--version"]);
    for (const name of BROWSER_NAMES) {
      const browser = await openBrowser(name, { home, extension: null, visible: false, language: "it" });
      tabs.push(await browser.newPage());
    }
  });
  after(async () => {
    for (const tab of tabs) await tab.browser().close();
    home.remove();
  });

  /** How a visit ends for relay, Chromium and Firefox. */
  const visits = async (port: number, code: ErrorCode = "server.http"): Promise<readonly Outcome[]> => {
    const address = `https://portal.localhost:${port}/`;
    const seen = [await byRelay(tls, address, code)];
    for (const tab of tabs) seen.push(await byBrowser(tab, address));
    return seen;
  };

  for (const [what, answer] of Object.entries(SLOPPY_ANSWERS)) {
    const expected = outcomes(answer.outcome);
    it(`an answer with ${what}: ${[...new Set(expected)].join(" or ")}`, async () => {
      assert.deepEqual(await visits(await sloppyServer(tls, answer)), expected, "relay, Chromium, Firefox");
    });
  }

  for (const [what, { start, outcome, code }] of Object.entries(ODD_SERVERS)) {
    const expected = outcomes(outcome);
    it(`a server ${what}: ${[...new Set(expected)].join(" or ")}`, async () => {
      assert.deepEqual(await visits(await start(tls.pki), code), expected, "relay, Chromium, Firefox");
    });
  }
});

/** A server that gives this answer, and a proper page at `/arrivata`. */
function sloppyServer(tls: TlsSetup, { bytes, end = "closed" }: SloppyAnswer): Promise<number> {
  return tlsServer(tls.serverOptions, (socket) => {
    socket.once("data", (request: Buffer) => {
      const whole = request.toString("latin1").startsWith("GET /arrivata ");
      if (whole || end === "closed") socket.end(whole ? PROPER : bytes);
      else socket.write(bytes, () => socket.destroy());
    });
  });
}

/** `code`: the error with which it refuses, if it does. Any other end is a bug. */
async function byRelay(tls: TlsSetup, address: string, code: ErrorCode): Promise<Outcome> {
  const url = new URL(address);
  const client = new HttpClient(await originOf(Number(url.port), { clientCertificate: softCard(tls.card) }));
  later(() => client.close());
  try {
    let answer = await client.request({ method: "GET", url, headers: [] });
    const location = answer.headers.find(([name]) => name.toLowerCase() === "location")?.[1];
    if (answer.status === 302 && location !== undefined)
      answer = await client.request({ method: "GET", url: new URL(location, url), headers: [] });
    assert.ok(answer.body.toString().includes(ARRIVED), answer.body.toString());
    return "shown";
  } catch (thrown) {
    if (!(thrown instanceof VarcoError)) throw thrown;
    assert.equal(thrown.code, code);
    return "refused";
  }
}

/** What a person sees who goes there in a tab that shows the case before. */
async function byBrowser(page: Page, address: string): Promise<Outcome> {
  // What the tab shows may stay for a while.
  await page.evaluate(() => void Object.assign(document, { left: true }));
  let over = false;
  page.goto(address, { timeout: PATIENCE }).then(
    () => (over = true),
    () => (over = true),
  );
  // Firefox's driver does not tell of every failure, and says of some that they are none.
  const text =
    (await until("an end of the visit", async () => (await textAtEnd(page, LOOK)) ?? (over ? "" : null))) ||
    (await textAtEnd(page, PATIENCE));
  return text?.includes(ARRIVED) ? "shown" : "refused";
}

/**
 * What the next page says that has come to its end. Null until then, and if it does not answer within these
 * milliseconds.
 */
function textAtEnd(page: Page, patience: number): Promise<string | null> {
  const text = page.evaluate(() =>
    !("left" in document) && document.documentURI !== "about:blank" && document.readyState === "complete"
      ? document.documentElement.textContent
      : null,
  );
  return soon(text, patience, null);
}
