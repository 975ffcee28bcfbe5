import assert from "node:assert/strict";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { GIOVANNI } from "../../devkit/pki/people";
import { startPortal, type Portal, type PortalOptions } from "../../devkit/portal/portal";
import { DEMO_PIN, makeCard } from "../../devkit/stage/card";
import { until } from "../../devkit/until";
import { holdCard } from "../support/hold-card";
import { modulesOf, runs } from "./hosts";
import { NativeSession } from "./native-session";
import { ReaderView } from "./reader-view";
import { standstill } from "./standstill";

const VERIFY = /^0020/;
/** PSO: COMPUTE DIGITAL SIGNATURE or DECIPHER, as cards are asked for raw RSA. */
const SIGNATURE = /^.02a/;

for (const name of BROWSER_NAMES) {
  describe(`The card in the TLS of ${name} itself, in a PC/SC reader`, function suite() {
    // More than the waits of a test take together: a failure names the one that was in vain.
    this.timeout(100_000);
    let native: NativeSession;
    let reader: ReaderView;
    const portals: Portal[] = [];
    before(async () => {
      native = await NativeSession.open(name, { reader: "pcsc", portal: { tls: "1.3" } });
      reader = new ReaderView(native.stage);
    });
    afterEach(async function tell() {
      if (this.currentTest?.state === "failed") console.error(await standstill(native));
    });
    after(async () => {
      await reader.close();
      await native.close();
      for (const portal of portals) await portal.close();
    });

    /** A portal that the browser has not met yet. */
    const another = async (tls: NonNullable<PortalOptions["tls"]>) => {
      const portal = await startPortal({ pki: native.stage.pki, via: "node", tls });
      portals.push(portal);
      return portal;
    };
    const insertAgain = async () => {
      await reader.takeOut();
      await reader.putIn(native.stage.card);
    };
    const verifications = () =>
      native.stage.card.trace.filter(({ command }) => VERIFY.test(command) && command.length > 10).length;

    it("logs in over TLS 1.3: asks for the certificate, then the PIN, and nothing at another page", async () => {
      const { portal, card } = native.stage;
      const page = await native.visit();
      await native.answer();
      assert.equal(await native.citizen(page), "ADA COLLAUDO");
      assert.deepEqual(
        portal.log
          .of("handshake")
          .filter(({ certificate }) => certificate)
          .map(({ protocol }) => protocol),
        ["TLSv1.3"],
      );
      await native.session.visit(page, `${portal.origins.everyPage}/documenti`);
      await native.session.text(page, /Documenti[^]*ADA COLLAUDO/);
      assert.equal(await native.asks(), false);
      assert.equal(card.pinVerified, false, "no other program inherits the PIN");
      // Six to read the card, six to log in and sign, and one for the tries left if more than a second passes between.
      assert([12, 13].includes(card.counters.apdus), `${card.counters.apdus} APDUs`);
    });

    it("logs in over TLS 1.2, without asking for the PIN again", async () => {
      const portal = await another("1.2");
      const page = await native.visit(portal);
      const { name: citizen, asked } = await native.logIn(page);
      assert.equal(citizen, "ADA COLLAUDO");
      assert(!asked.includes("pin"), asked.join());
      assert.deepEqual([...new Set(portal.log.of("handshake").map(({ protocol }) => protocol))], ["TLSv1.2"]);
    });

    it("logs in to a portal that sends the browser from site to site", async () => {
      const page = await native.follow("redirect");
      assert.equal((await native.logIn(page)).name, "ADA COLLAUDO");
      assert.equal(native.stage.portal.log.of("login").at(-1)?.flow, "redirect");
    });

    it("shows the other person after a swap of the cards", async () => {
      await reader.takeOut();
      await reader.putIn(await makeCard(native.stage.pki, { person: GIOVANNI }));
      const page = await native.visit(await another("1.3"));
      const { name: citizen, asked } = await native.logIn(page);
      assert.equal(citizen, "GIOVANNI PROVA");
      assert.deepEqual(asked, ["certificate", "pin"], "nothing is remembered of the first card");
      await insertAgain();
      const first = await native.visit(await another("1.3"));
      assert.equal((await native.logIn(first)).name, "ADA COLLAUDO");
    });

    it("sends no PIN where the person cancels, and asks again at the next visit", async () => {
      await insertAgain();
      const { card } = native.stage;
      card.clearTrace();
      const portal = await another("1.3");
      const page = await native.visit(portal);
      await native.dialogs.cancelPin(await native.untilPinAsked());
      await until("the end of the visit", async () => {
        // Chromium tries again a few times, and asks each time.
        const question = await native.dialogs.pinQuestion();
        if (question !== null) await native.dialogs.cancelPin(question);
        return question === null && native.session.hasFailed(page);
      });
      assert.equal(verifications(), 0);
      assert.equal(portal.log.certificateHandshakes, 0);
      await native.visitUntilAsked(page, portal);
      assert.equal((await native.logIn(page)).name, "ADA COLLAUDO");
      assert.equal(verifications(), 2, "one for the login, one for the signature");
    });

    it("spends one try for each wrong PIN, and stops asking when the card is blocked", async () => {
      const { card } = native.stage;
      await insertAgain();
      card.clearTrace();
      const page = await native.visit(await another("1.3"));
      let question = await native.untilPinAsked();
      for (const left of [2, 1]) {
        await native.dialogs.typePin(question, "99999");
        question = await native.dialogs.pinAsked(question);
        assert.equal(card.pinTriesLeft, left);
        assert.equal(verifications(), 3 - left);
      }
      await native.dialogs.typePin(question, "99999");
      await native.session.failed(page);
      assert.equal(card.pinTriesLeft, 0);
      assert.equal(verifications(), 3);
    });

    it("leaves the card free within a second when the browser is killed in the middle of a signature", async () => {
      await reader.takeOut();
      const card = await makeCard(native.stage.pki);
      await reader.putIn(card);
      const signing = holdCard(card, SIGNATURE);
      await native.visit(await another("1.3"));
      await native.dialogs.typePin(await native.untilPinAsked(), DEMO_PIN);
      await signing.reached;
      const [module, ...others] = modulesOf(native.stage.home.path);
      assert(module !== undefined && others.length === 0, "one process is the module");
      const killed = performance.now();
      native.session.browser.process()?.kill("SIGKILL");
      signing.release();
      await reader.cardFree();
      assert(performance.now() - killed < 1000, `${performance.now() - killed} ms`);
      await until("the end of the module", () => !runs(module));
      assert(performance.now() - killed < 1000, `the module ended after ${performance.now() - killed} ms`);
      assert.equal(card.pinVerified, false);
    });
  });
}
