import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "puppeteer-core";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import type { VirtualCardOptions } from "../../devkit/card/index";
import type { CardCertificateOptions } from "../../devkit/pki/pki";
import { makeCard } from "../../devkit/stage/card";
import { metBy } from "./met-by";
import { OpenCardPage } from "./open-card-page";
import { Session } from "./session";

const PATIENCE = 30_000;

interface CardState {
  readonly certificate?: CardCertificateOptions;
  readonly options?: Partial<VirtualCardOptions>;
  /** The first notice about the card on its page: its kind and what it says. */
  readonly first: readonly [kind: "good" | "warning" | "problem", says: RegExp];
  /** How the check of the card stands on the welcome page, and what it says. */
  readonly check: readonly [state: "good" | "problem", says: RegExp];
}

const STATES: Readonly<Record<string, CardState>> = {
  "in order": { first: ["good", /vale ancora/], check: ["good", /ADA COLLAUDO/] },
  "with a blocked PIN": {
    options: { pinTriesLeft: 0 },
    first: ["problem", /PIN della carta è bloccato.*Sbloccalo qui con il PUK/],
    check: ["problem", /PIN della carta è bloccato/],
  },
  "with PIN and PUK blocked": {
    options: { pinTriesLeft: 0, pukTriesLeft: 0 },
    first: ["problem", /non si può più usare.*chiedi una carta nuova/],
    check: ["problem", /PUK è bloccato.*chiedi una carta nuova/],
  },
  "with a blocked PUK": {
    options: { pukTriesLeft: 0 },
    first: ["warning", /PUK è bloccato.*puoi ancora usare la carta/],
    check: ["good", /ADA COLLAUDO/],
  },
  "before the last try of the PIN": {
    options: { pinTriesLeft: 1 },
    first: ["warning", /un solo tentativo per il PIN/],
    check: ["good", /un solo tentativo per il PIN/],
  },
  "that has expired": {
    certificate: { validity: "expired" },
    first: ["problem", /scaduto.*chiedila/],
    check: ["problem", /scaduto.*chiedila/],
  },
  "that is not yet valid": {
    certificate: { validity: "not-yet-valid" },
    first: ["warning", /vale solo dal.*Controlla la data/],
    check: ["problem", /vale solo dal.*Controlla la data/],
  },
  "that was never activated": {
    options: { certificate: null },
    first: ["problem", /non è ancora attiva.*sportello/],
    check: ["problem", /non è ancora attiva.*sportello/],
  },
  "that is no CNS": {
    options: { family: "not-cns" },
    first: ["problem", /non è una CNS/],
    check: ["problem", /non è una CNS/],
  },
  "that Varco cannot use yet": {
    options: { family: "ace2025" },
    first: ["problem", /non sa ancora usarla/],
    check: ["problem", /non sa ancora usarla/],
  },
};

for (const name of BROWSER_NAMES)
  describe(`How a card stands, in ${name}`, function suite() {
    this.timeout(90_000);
    let session: Session;
    before(async () => {
      session = await Session.open(name);
    });
    after(() => session.close());
    afterEach(() => session.tidy());

    for (const [title, { certificate, options, first, check }] of metBy(name, Object.entries(STATES)))
      it(`is said first, and never in green where it cannot be used: a card ${title}`, async () => {
        await session.stage.door.insert(await makeCard(session.stage.pki, certificate, options));
        const { page } = await OpenCardPage.byToolbar(session);
        const [kind, says] = first;
        await eventually(page, "[data-testid=reader] .notice", `notice ${kind}`, says);
        const green = await page.$$eval("[data-testid=reader] .notice.good", (notices) => notices.length);
        assert.equal(green, kind === "good" ? 1 : 0);

        const [state, reason] = check;
        await page.evaluate(() => {
          location.href = "/pages/welcome.html";
        });
        await eventually(page, ".checks > :last-child", `check-item ${state}`, reason);
      });
  });

/**
 * Waits until the first element that fits the selector has this class and this text. A page on its way to another one
 * cannot be asked.
 */
async function eventually(page: Page, selector: string, className: string, text: RegExp): Promise<void> {
  let last: unknown = null;
  for (const end = Date.now() + PATIENCE; Date.now() < end;) {
    const found = await page
      .$eval(selector, (element) => [element.className, element.textContent] as const)
      .catch(() => null);
    if (found?.[0] === className && text.test(found[1])) return;
    last = found ?? last;
    await sleep(50);
  }
  assert.fail(`${selector} is not "${className}" with ${String(text)}, but ${JSON.stringify(last)}`);
}
