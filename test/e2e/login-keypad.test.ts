import assert from "node:assert/strict";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { logIn, waitFor } from "../../devkit/browser/login-page";
import { CardServer } from "../../devkit/card/doors/card-server";
import { VirtualKeypad, type KeypadAct } from "../../devkit/card/keypad";
import { DEMO_PIN } from "../../devkit/stage/card";
import { Session } from "./session";

const BUTTON = "button[type=submit]";

for (const name of BROWSER_NAMES) {
  describe(`A citizen whose reader has a keypad, with ${name}`, function suite() {
    this.timeout(90_000);
    let session: Session;
    let keypad: VirtualKeypad;
    /** What the person does at the keypad, in turn. */
    let acts: (() => KeypadAct | Promise<KeypadAct>)[];
    before(async () => {
      session = await Session.open(
        name,
        {},
        {
          furnish: ({ door }) => {
            assert(door instanceof CardServer, "an embedded reader");
            keypad = new VirtualKeypad(() => acts.shift()?.() ?? "timeout");
            door.keypad = keypad;
          },
        },
      );
    });
    after(() => session.close());
    beforeEach(() => (acts = []));
    afterEach(() => session.tidy());

    /** Opens the portal up to the login page, and looks at it. */
    async function asked() {
      const page = await session.follow("redirect");
      await waitFor(page, "#keypad-note");
      assert.equal(await page.$("main input:not([type=checkbox])"), null, "a field for the PIN");
      return page;
    }

    it("types the PIN on the reader alone, is told so, and is logged in", async () => {
      let typed: (act: KeypadAct) => void = () => {};
      acts = [() => new Promise<KeypadAct>((resolve) => (typed = resolve))];
      const page = await asked();
      await logIn(session.loginPage(page));
      await session.text(page, /Ora usa la tastiera del lettore[^]*Tentativi rimasti[^]*3[^]*tasto di annullamento/);
      assert.equal(await page.$("main button"), null, "the reader's own key cancels");
      typed({ digits: DEMO_PIN });
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      assert.deepEqual(keypad.asked.splice(0), ["pin"]);
    });

    it("may begin again after the cancel key, a time that is over and a wrong PIN", async () => {
      acts = [() => "cancel", () => "timeout", () => ({ digits: "99999" }), () => ({ digits: DEMO_PIN })];
      const page = await asked();
      for (const [said, triesLeft] of [
        [/Hai annullato sul lettore/, 3],
        [/Sul lettore non è stato scritto niente in tempo/, 3],
        [/PIN.*sbagliato[^]*2/i, 2],
      ] as const) {
        await logIn(session.loginPage(page));
        await session.text(page, said);
        await waitFor(page, BUTTON);
        assert.equal(session.stage.card.pinTriesLeft, triesLeft);
      }
      await logIn(session.loginPage(page));
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
      assert.deepEqual(keypad.asked.splice(0), ["pin", "pin", "pin", "pin"]);
      assert.equal(session.stage.card.pinTriesLeft, 3);
    });
  });
}
