import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import type { VirtualCard } from "../../devkit/card/index";
import { CardServer } from "../../devkit/card/doors/card-server";
import { VirtualKeypad, type KeypadAct, type KeypadPrompt } from "../../devkit/card/keypad";
import { GIOVANNI } from "../../devkit/pki/people";
import { DEMO_PIN, makeCard } from "../../devkit/stage/card";
import { until } from "../../devkit/until";
import { holdCard } from "../support/hold-card";
import { hostsOf } from "./hosts";
import { OpenCardPage } from "./open-card-page";
import { Session } from "./session";

const NEW_PIN = "24680";
const PUK = "87654321";
/** Where each browser saves files, in Italian, where nothing is set up. */
const DOWNLOADS = { chromium: "Downloads", firefox: "Download" };
/** VERIFY with a wrong PIN and RESET RETRY COUNTER with a wrong PUK, as another program would send them. */
const WRONG_PIN = Buffer.from("00200010083939393939ffffff", "hex");
const WRONG_PUK = Buffer.from("002c00101030303030303030303234363830ffffff", "hex");
/**
 * Firefox may stop an idle background when the program is gone, before the background has told the page of that. The
 * page then says rightly that it does not know.
 */
const BACKGROUND_STAYS = { "extensions.background.idle.timeout": 600_000 };
const CHANGE = { oldPin: DEMO_PIN, newPin: NEW_PIN, again: NEW_PIN };

for (const name of BROWSER_NAMES)
  describe(`The card page in ${name}`, function suite() {
    this.timeout(90_000);
    let session: Session;
    let card: VirtualCard;
    let page: OpenCardPage;
    before(async () => {
      session = await Session.open(name, {}, { preferences: BACKGROUND_STAYS });
    });
    after(() => session.close());
    beforeEach(async () => {
      // Each test changes its card for good. The page must not take the details of the last one for those of this one.
      await session.stage.door.remove();
      page = await OpenCardPage.byToolbar(session);
      await page.says("main", /Inserisci la carta/);
      card = await makeCard(session.stage.pki);
      await session.stage.door.insert(card);
      await page.ready();
    });
    afterEach(async () => {
      card.pace = null;
      keypad(null);
      await session.tidy();
    });

    /** Holds the card at commands with this instruction byte. */
    const hold = (instruction: string) => holdCard(card, new RegExp(`^..${instruction}`));
    function keypad(person: ((prompt: KeypadPrompt) => KeypadAct | Promise<KeypadAct>) | null): VirtualKeypad | null {
      const { door } = session.stage;
      assert(door instanceof CardServer, "an embedded reader");
      door.keypad = person && new VirtualKeypad(person);
      return door.keypad;
    }
    /** Shows the first tab, and waits until the page knows that it is hidden. */
    async function behindTheFirst(): Promise<Page> {
      const [first] = await session.browser.pages();
      await first!.bringToFront();
      await page.becomes("hidden");
      return first!;
    }
    const commands = (instruction: string) =>
      card.trace.filter(({ command }) => command.slice(2, 4) === instruction).length;

    it("is opened by the toolbar button in a tab without a portal, and shown again by the next click", async () => {
      const count = (await session.browser.pages()).length;
      const first = await behindTheFirst();
      await session.pressToolbar(first);
      await page.becomes("visible");
      assert.equal((await session.browser.pages()).length, count);
    });

    // Chromium's driver presses the button without the screen.
    if (name === "firefox")
      it("is shown by the keys that stand for the button, too", async () => {
        const first = await behindTheFirst();
        await session.pressShortcut(first);
        await page.becomes("visible");
      });

    it("shows the inserted card, the codice fiscale only on request", async () => {
      assert.match(await page.shows("[data-testid=holder]"), /ADA COLLAUDO/);
      await page.says(".facts", /6090000000000017/);
      assert.equal((await page.page.content()).includes("CLLDAA80A41X999S"), false);
      await page.press("[data-testid=show-codice-fiscale]");
      assert.equal(await page.shows("[data-testid=codice-fiscale]"), "CLLDAA80A41X999S");
      assert.deepEqual(
        [await page.shows("[data-testid=pin-tries]"), await page.shows("[data-testid=puk-tries]")],
        ["3", "10"],
      );
    });

    it("changes the PIN: the new one opens the card, the old one does not", async () => {
      await page.submit("change", CHANGE);
      assert.equal(await page.ended(), null);
      assert.match(await page.focus(), /Cambio del PIN/);
      await page.dismiss();
      await page.submit("test", { pin: NEW_PIN });
      assert.equal(await page.ended(), null);
      await page.dismiss();
      await page.submit("test", { pin: DEMO_PIN });
      assert.equal(await page.ended(), "pin.wrong");
      assert.equal(card.pinTriesLeft, 2);
    });

    it("is used with the keyboard alone", async () => {
      await page.page.focus("[data-testid=open-change]");
      await page.page.keyboard.press("Enter");
      await until("the focus in the form", async () => (await page.focus()) === "oldPin");
      for (const code of [DEMO_PIN, NEW_PIN, NEW_PIN]) {
        await page.page.keyboard.type(code);
        await page.page.keyboard.press("Tab");
      }
      await page.page.keyboard.press("Enter");
      assert.equal(await page.ended(), null);
    });

    it("comes back after a wrong PIN with empty fields, focus on the first, and tries nothing by itself", async () => {
      await page.submit("change", { ...CHANGE, oldPin: "99999" });
      assert.equal(await page.ended(), "pin.wrong");
      assert.deepEqual(await page.fields(), { oldPin: "", newPin: "", again: "" });
      assert.equal(await page.focus(), "oldPin");
      await page.says("[data-testid=pin-tries]", /^2$/);
      await page.submit("change", { ...CHANGE, oldPin: "99999" });
      await page.says("form .warning", /Ultimo tentativo/);
      assert.deepEqual([card.pinTriesLeft, commands("24")], [1, 2]);
    });

    it("warns before the last try also if another program spent the others", async () => {
      for (let tries = 3; tries > 1; tries -= 1) await card.transmit(WRONG_PIN);
      for (let tries = 10; tries > 1; tries -= 1) await card.transmit(WRONG_PUK);
      assert.deepEqual(
        [await page.shows("[data-testid=pin-tries]"), await page.shows("[data-testid=puk-tries]")],
        ["3", "10"],
        "nobody told the page",
      );
      await page.fill("change", { oldPin: "9" });
      await page.says("form .warning", /Ultimo tentativo/);
      assert.deepEqual(await page.fields(), { oldPin: "9", newPin: "", again: "" });
      await page.press("form button[type=button]");
      await page.fill("unblock", { puk: PUK, newPin: NEW_PIN, again: NEW_PIN });
      await page.says("form .warning", /Ultimo tentativo/);
      await page.press("form button[type=submit]");
      await page.says("form", /conferma che hai capito/);
      assert.deepEqual([card.pinTriesLeft, card.pukTriesLeft], [1, 1]);
    });

    it("spends no try on what cannot be right", async () => {
      for (const [codes, why] of [
        [{ ...CHANGE, oldPin: "12 45" }, /da 5 a 8 cifre/],
        [{ ...CHANGE, oldPin: "123456789" }, /da 5 a 8 cifre/],
        [{ ...CHANGE, newPin: "77777", again: "77777" }, /facile/],
        [{ ...CHANGE, again: "24681" }, /diversi|non sono uguali/],
      ] as const) {
        await page.submit("change", codes);
        await page.says("form .field [role=alert] .notice", /./);
        assert.match(
          await page.page.$$eval("form [role=alert]", (alerts) => alerts.map(({ textContent }) => textContent).join()),
          why,
        );
        await page.press("form button[type=button]");
      }
      assert.deepEqual([card.pinTriesLeft, commands("24")], [3, 0]);
    });

    it("unblocks a PIN that was blocked", async () => {
      for (const tries of [2, 1]) {
        await page.submit("test", { pin: "99999" });
        await page.says("[data-testid=pin-tries]", new RegExp(`^${tries}$`));
      }
      await page.submit("test", { pin: "99999" });
      await page.says('[data-testid=failed][data-code="pin.blocked"]', /bloccato/);
      await page.hides("[data-testid=open-change]");
      await page.dismiss();
      await page.submit("unblock", { puk: PUK, newPin: NEW_PIN, again: NEW_PIN });
      assert.equal(await page.ended(), null);
      await page.says("[data-testid=pin-tries]", /^3$/);
      await page.dismiss();
      await page.submit("test", { pin: NEW_PIN });
      assert.equal(await page.ended(), null);
    });

    it("counts wrong PUKs down to the end, and sends the last one only if the person confirms it", async () => {
      card = await makeCard(session.stage.pki, {}, { pinTriesLeft: 0, pukTriesLeft: 3 });
      await session.stage.door.insert(card);
      const wrong = { puk: "00000000", newPin: NEW_PIN, again: NEW_PIN };
      await page.says("[data-testid=puk-tries]", /^3$/);
      for (const tries of [2, 1]) {
        await page.submit("unblock", wrong);
        assert.equal(await page.ended(), "puk.wrong");
        await page.says("[data-testid=puk-tries]", new RegExp(`^${tries}$`));
      }
      await page.submit("unblock", wrong);
      await page.says("form", /conferma che hai capito/);
      assert.equal(card.pukTriesLeft, 1);
      await page.press("[data-testid=puk-confirm]");
      await page.press("form button[type=submit]");
      await page.says('[data-testid=failed][data-code="puk.blocked"]', /PUK è bloccato/);
      await page.hides("[data-testid^=open-]");
      assert.deepEqual([card.pukTriesLeft, commands("2c")], [0, 3]);
    });

    it("says that nobody knows the PIN if the card was pulled out before it answered", async () => {
      const held = hold("24");
      await page.submit("change", CHANGE);
      await held.reached;
      await session.stage.door.remove();
      held.release();
      assert.equal(await page.ended(), "pin.unknown");
      await session.stage.door.insert(card);
      await page.ready();
      assert.equal(await page.ended(), "pin.unknown", "it is still said");
      assert.equal(commands("24"), 1, "nothing is tried again");
    });

    it("follows the card out and in, and keeps no code for a card that replaces it", async () => {
      await page.fill("change", CHANGE);
      await session.stage.door.insert(await makeCard(session.stage.pki, { person: GIOVANNI }));
      await page.says("[data-testid=holder]", /GIOVANNI PROVA/);
      await page.hides("form");
      const heading = () => page.shows("[data-testid=reader] h2");
      assert.equal(await page.focus(), await heading(), "the focus is not lost");
      await page.says("[data-testid=changes]", /GIOVANNI PROVA/);
      await page.fill("change", {});
      assert.deepEqual(await page.fields(), { oldPin: "", newPin: "", again: "" });
      await session.stage.door.remove();
      await page.says("main", /Inserisci la carta/);
      assert.equal(await page.focus(), await heading());
      await page.says("[data-testid=changes]", /nessuna carta/);
    });

    it("leaves the codes to a keypad, shows no field, and says what happened there", async () => {
      const codes: Record<KeypadPrompt, string> = { pin: DEMO_PIN, old: DEMO_PIN, new: NEW_PIN, again: NEW_PIN };
      let act = (prompt: KeypadPrompt): KeypadAct | Promise<KeypadAct> => ({ digits: codes[prompt] });
      const reader = keypad((prompt) => act(prompt));
      await page.says(".facts", /con tastiera/);
      await page.submit("change", {});
      assert.equal(await page.ended(), null);
      assert.deepEqual(reader?.asked, ["old", "new", "again"]);
      await page.dismiss();
      for (const ends of ["timeout", "cancel"] as const) {
        let finish = () => {};
        act = () =>
          new Promise((resolve) => {
            finish = () => resolve(ends);
          });
        await page.submit("test", {});
        await page.says("[data-testid=keypad-now]", /tastiera del lettore/);
        assert.equal(await page.page.$("main input"), null);
        finish();
        assert.equal(await page.ended(), ends === "timeout" ? "keypad.timeout" : "keypad.cancelled");
        await page.dismiss();
      }
      assert.equal(card.pinTriesLeft, 3);
    });

    it("shows the same in two pages, and does one work at a time", async () => {
      const other = await (await page.another(session)).ready();
      const held = hold("24");
      await page.submit("change", CHANGE);
      await held.reached;
      await other.shows("[data-testid=working]");
      await other.hides("[data-testid^=open-]");
      held.release();
      assert.deepEqual([await page.ended(), await other.ended()], [null, null]);
      await other.dismiss();
      await page.hides("[data-testid=done]");
      assert.equal(commands("24"), 1);
    });

    it("tells the next page how a work ended after its page was closed", async () => {
      const held = hold("24");
      await page.submit("change", CHANGE);
      await held.reached;
      await page.page.close();
      held.release();
      page = await (await OpenCardPage.byToolbar(session)).ready();
      assert.equal(await page.ended(), null);
      assert.equal(commands("24"), 1);
    });

    it("says what it means for the PIN if the program is killed, and goes on with a new program", async () => {
      const held = hold("24");
      await page.submit("change", CHANGE);
      await held.reached;
      for (const pid of hostsOf(session.stage.home.path)) process.kill(pid, "SIGKILL");
      await page.says("[data-testid=interrupted]", /Non sappiamo se ha preso il PIN nuovo/);
      held.release();
      await page.press("main button.primary");
      await page.ready();
      assert.equal(commands("24"), 1);
    });

    it("says that nothing was done if the program is killed while the work waits for the card", async () => {
      const held = hold("b0");
      await page.fill("change", {});
      await held.reached;
      await page.submit("change", CHANGE);
      await page.says("[data-testid=working]", /Aspetto che la carta sia libera/);
      for (const pid of hostsOf(session.stage.home.path)) process.kill(pid, "SIGKILL");
      await page.says("[data-testid=interrupted]", /non è stato fatto niente/);
      held.release();
      await page.press("[data-testid=interrupted] button");
      await page.hides("[data-testid=interrupted]");
      await page.press("main button.primary");
      await page.ready();
      assert.equal(commands("24"), 0);
    });

    // Firefox's driver cannot stop the background. The page would do the same.
    if (name === "chromium")
      it("says the same if the browser stops the background, and then shows the current state", async () => {
        const held = hold("24");
        await page.submit("change", CHANGE);
        await held.reached;
        // This is how Chromium stops it. If the driver closes it, the next one may not start.
        const devtools = await page.page.createCDPSession();
        await devtools.send("ServiceWorker.enable");
        await devtools.send("ServiceWorker.stopAllWorkers");
        await page.says("[data-testid=interrupted]", /Non sappiamo se ha preso il PIN nuovo/);
        held.release();
        await page.ready();
        await page.hides("[data-testid=working]");
        assert.equal(commands("24"), 1);
      });

    it("saves the certificate of the card, and nothing else of it", async () => {
      await page.press(".export summary");
      await page.press("[data-testid=save-pem]");
      const file = join(session.stage.home.path, DOWNLOADS[name], "cns-certificate.pem");
      // Firefox makes the file before it writes into it.
      const saved = await until("the whole file", () => {
        const text = existsSync(file) ? readFileSync(file, "utf8") : "";
        return text.includes("END CERTIFICATE") && text;
      });
      assert.match(new X509Certificate(saved).subject, /CLLDAA80A41X999S/);
      assert.equal(/PRIVATE/.test(saved), false);
    });

    it("copies the report, which names nobody", async () => {
      await page.press("[data-testid=report-copy]");
      await page.says("main", /Copiato/);
      const report = await page.page.$eval("[data-testid=report]", (field) =>
        "value" in field ? String(field.value) : "",
      );
      assert.match(report, /Varco[^]*Lettore: [^]*CNS[^]*PIN 3, PUK 10/);
      assert.equal(/ADA|COLLAUDO|CLLDAA|60900/.test(report), false);
    });
  });
