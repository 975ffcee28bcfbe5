import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "../../devkit/browser/login-page";
import { press } from "../../devkit/browser/press";
import { ALLOW_BY_KEYS } from "../../devkit/browser/site-access";
import type { Stage } from "../../devkit/stage/stage";
import { hostsOf, modulesOf } from "./hosts";
import { NativeSession } from "./native-session";
import { OpenCardPage } from "./open-card-page";

const TURN_ON = '[data-testid="module-turn-on"]';
const TURN_OFF = '[data-testid="module-turn-off"]';

describe("The extension beside the module", function suite() {
  this.timeout(60_000);
  let native: NativeSession;
  afterEach(() => native.close());

  it("leaves the login to Chromium, which loads the module when it starts", async () => {
    native = await NativeSession.open("chromium", {}, { extension: true });
    const page = await native.visit();
    await native.answer();
    assert.equal(await native.citizen(page), "ADA COLLAUDO");
    assert.deepEqual(await ours(), []);
    assert.deepEqual(flows(), ["every-page"]);
  });

  it("has Firefox load the module after one click and its own question, and then leaves the login to it, also where an address is remembered", async () => {
    native = await NativeSession.open("firefox", {}, { extension: true });
    const { session, stage } = native;
    const remembered = await native.follow("redirect");
    await session.asked(remembered);
    await press(remembered, "input[type=checkbox]");
    await session.typePin(remembered);
    assert.equal(await native.citizen(remembered), "ADA COLLAUDO");
    const page = await native.visit();
    await session.asked(page);
    assert.deepEqual(modulesOf(stage.home.path), [], "nothing is loaded unasked");
    await press(page, TURN_ON);
    // Once the module is loaded, the extension opens the portal again.
    const opened = () => native.dialogs.asksForCertificate();
    await ALLOW_BY_KEYS.firefox({ display: session.display.name, page, language: "it", answered: opened });
    await native.answer();
    assert.equal(await native.citizen(page), "ADA COLLAUDO");
    assert.deepEqual(flows(), ["redirect", "every-page"]);
    const again = await native.visit();
    assert.equal((await native.logIn(again)).name, "ADA COLLAUDO");
    const kept = await native.follow("redirect");
    assert.equal((await native.logIn(kept)).name, "ADA COLLAUDO");
    assert.deepEqual(await ours(), []);
    assert.equal(modulesOf(stage.home.path).length, 1);
    assert(hostsOf(stage.home.path).length <= 2);
  });

  it("unregisters the module on the options page, and logs in by itself after the next start of Chromium", async () => {
    native = await NativeSession.open("chromium", {}, { extension: true });
    const { stage, session } = native;
    const list = join(stage.home.path, ".pki/nssdb/pkcs11.txt");
    assert.match(readFileSync(list, "latin1"), /p11-kit-proxy/);
    const { page } = await OpenCardPage.byToolbar(session);
    await page.evaluate('location.href = "/pages/options.html"');
    await press(page, TURN_OFF);
    await session.text(page, /finché non chiudi tutte le finestre/);
    assert.doesNotMatch(readFileSync(list, "latin1"), /p11-kit-proxy/);
    await native.leave();
    native = await NativeSession.on(stage, "chromium", { extension: true });
    const portal = await native.visit();
    await native.session.asked(portal);
    assert.deepEqual(modulesOf(stage.home.path), []);
    assert.equal(stage.card.pinTriesLeft, 3);
  });

  it("asks the person to restart Chromium where the program was installed while Chromium ran", async () => {
    let list = "";
    let registered = "";
    const furnish = ({ home }: Stage) => {
      list = join(home.path, ".pki/nssdb/pkcs11.txt");
      registered = readFileSync(list, "latin1");
      rmSync(list);
    };
    native = await NativeSession.open("chromium", {}, { extension: true, furnish });
    const { session } = native;
    const portal = await native.visit();
    await session.asked(portal);
    await waitFor(portal, TURN_ON);
    writeFileSync(list, registered, "latin1");
    const { page } = await OpenCardPage.byToolbar(session);
    await page.evaluate('location.href = "/pages/options.html"');
    assert.match(await waitFor(page, '[data-testid="module-restart"]'), /riaprilo/);
    await waitFor(page, TURN_OFF);
  });

  /** The addresses of the extension's own pages that are open. */
  async function ours(): Promise<readonly string[]> {
    const addresses = (await native.session.browser.pages()).map((page) => page.url());
    return addresses.filter((address) => /^(chrome|moz)-extension:/.test(address));
  }

  const flows = () => native.stage.portal.log.of("login").map(({ flow }) => flow);
});
