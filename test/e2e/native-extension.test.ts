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
    await showsNothingOfOurs();
  });

  it("has Firefox load the module after one click and its own question, and then leaves the login to it", async () => {
    native = await NativeSession.open("firefox", {}, { extension: true });
    const page = await native.visit();
    const { session, stage } = native;
    await session.asked(page);
    assert.deepEqual(modulesOf(stage.home.path), [], "nothing is loaded unasked");
    await press(page, TURN_ON);
    // Once the module is loaded, the extension opens the portal again.
    const opened = () => native.dialogs.asksForCertificate();
    await ALLOW_BY_KEYS.firefox({ display: session.display.name, page, language: "it", answered: opened });
    await native.answer();
    assert.equal(await native.citizen(page), "ADA COLLAUDO");
    const again = await native.visit();
    assert.equal((await native.logIn(again)).name, "ADA COLLAUDO");
    await showsNothingOfOurs();
    assert.equal(modulesOf(stage.home.path).length, 1);
    assert(hostsOf(stage.home.path).length <= 2);
  });

  it("no longer takes the visits of a remembered address once Firefox has the module", async () => {
    native = await NativeSession.open("firefox", {}, { extension: true });
    const { session } = native;
    const page = await native.follow("redirect");
    await session.asked(page);
    await press(page, "input[type=checkbox]");
    await session.typePin(page);
    assert.equal(await native.citizen(page), "ADA COLLAUDO");
    const taken = await native.follow("redirect");
    await session.asked(taken);
    await press(taken, TURN_ON);
    const opened = () => native.dialogs.asksForCertificate();
    await ALLOW_BY_KEYS.firefox({ display: session.display.name, page: taken, language: "it", answered: opened });
    await native.answer();
    assert.equal(await native.citizen(taken), "ADA COLLAUDO");
    const again = await native.follow("redirect");
    assert.equal((await native.logIn(again)).name, "ADA COLLAUDO");
    assert.deepEqual(await ours(), []);
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

  async function showsNothingOfOurs(): Promise<void> {
    assert.deepEqual(await ours(), []);
    assert.equal(
      native.stage.portal.log.of("login").every(({ flow }) => flow === "every-page"),
      true,
    );
  }
});
