import assert from "node:assert/strict";
import { act } from "preact/test-utils";
import { COMPOSURE } from "../../../extension/pages/login/composure";
import type { LoginView } from "../../../extension/login/view";
import type { CardsState } from "../../../shared/messages";
import { error, readers, ready, readyCard, view, withKeypad } from "../../screens/views";
import { loginPageStage } from "./login-page";

const READER = "Invented Smart Reader 0 00";
const REFUSALS = [
  ["keypad.cancelled", {}, /cancelled on the reader/],
  ["keypad.timeout", {}, /Nothing was typed on the reader in time/],
  ["pin.wrong", { triesLeft: 2 }, /Tries left: 2/],
] as const;

/** The same readers, of which the last has a keypad. */
function lastWithKeypad({ service, readers: all }: CardsState): CardsState {
  return { service, readers: all.map((one, index) => ({ ...one, keypad: index === all.length - 1 })) };
}

describe("The login page at a reader with a keypad", () => {
  const { sent, asked, show, pass, hasFocus, pin, button, text, press } = loginPageStage();
  const keypad = withKeypad(readers(readyCard()));
  const atKeypad = (cards = keypad): LoginView => view({ name: "working", step: "keypad" }, cards);

  it("has no field for the PIN: one sentence leads to the reader, and the focus is on the button", async () => {
    await show(view(ready(), keypad));
    assert.equal(document.querySelector("main input:not([type=checkbox])"), null);
    assert.match(text("#keypad-note"), /You type the PIN on the keypad of the reader, not here/);
    assert.ok(hasFocus(button("Log in")));
    const described = button("Log in")!.getAttribute("aria-describedby") ?? "";
    assert.deepEqual(described.split(" "), ["keypad-note", "last-try", "refused", "module-offer"]);
    assert.match(text(), /Tries left3/);
  });

  it("asks for site access in the click, then sends no PIN", async () => {
    await show(view(ready(), keypad));
    await press("Log in");
    assert.equal(asked.length, 1);
    assert.deepEqual(sent, []);
    await asked[0]!.answer(true);
    assert.deepEqual(sent, [{ type: "submit", reader: READER, insertion: 1, pin: null, remember: false }]);
  });

  it("begins nothing with a card that was pulled meanwhile", async () => {
    await show(view(ready(), keypad));
    await press("Log in");
    await show(view(ready(), withKeypad(readers(null))));
    await asked[0]!.answer(true);
    assert.deepEqual(sent, []);
  });

  it("warns before the last try", async () => {
    await show(view(ready(), withKeypad(readers(readyCard({ pin: { triesLeft: 1, blocked: false } })))));
    assert.match(text("#last-try"), /Last try/);
  });

  it("shows the step at the reader, with the tries left and the reader's own way to cancel", async () => {
    await show(atKeypad());
    assert.match(text("[role=status] [data-testid=keypad-now]"), /Now use the keypad of the reader\. Type the PIN\./);
    assert.match(text("[data-testid=keypad-now]"), /Tries left3/);
    assert.match(
      text("[data-testid=keypad-now]"),
      /The reader waits for 60 seconds.*To cancel, press the cancel key of the reader/,
    );
    assert.equal(button("Cancel"), undefined);
    await show(view({ name: "working", step: "sign" }, keypad));
    assert.ok(button("Cancel"));
    assert.equal(document.querySelector("[data-testid=keypad-now]"), null);
  });

  it("promises no time where a program of the card's maker asks for the PIN", async () => {
    const { service, readers: all } = keypad;
    await show(atKeypad({ service, readers: all.map((one) => ({ ...one, through: "Invented program" })) }));
    assert.match(text("[data-testid=keypad-now]"), /Now use the keypad/);
    assert.doesNotMatch(text("[data-testid=keypad-now]"), /seconds/);
  });

  it("makes the step at the reader one of the steps", async () => {
    const values: number[] = [];
    for (const step of ["keypad", "connect", "sign"] as const) {
      await show(view({ name: "working", step }, keypad));
      values.push(Number(document.querySelector("progress")!.getAttribute("value")));
    }
    assert.deepEqual(values, [3.5, 4.5, 5.5]);
  });

  it("says why the reader asks a second time", async () => {
    const because = error("server.signature-again", { host: "accesso.portale.example" });
    await show(view({ name: "working", step: "keypad", because }, keypad));
    assert.match(text("[data-testid=keypad-now]"), /wants the card to sign once more/);
  });

  for (const [code, details, said] of REFUSALS) {
    it(`offers the login again after ${code}`, async () => {
      await show(atKeypad());
      await show(view(ready(error(code, details)), keypad));
      assert.match(text("#refused"), said);
      assert.ok(hasFocus(button("Log in")));
      await press("Log in");
      await asked[0]!.answer(true);
      assert.equal(sent.length, 1);
    });
  }

  it("follows the chosen card, of which one is in a reader with a keypad and one is not", async () => {
    const other = readyCard({ holder: { name: "GIOVANNI PROVA", codiceFiscale: "PRVGNN71S15X999F" } });
    await show(view(ready(), lastWithKeypad(readers(readyCard(), other))));
    const [first, second] = document.querySelectorAll<HTMLInputElement>("[type=radio]");
    await act(async () => first!.click());
    assert.ok(pin());
    assert.equal(document.querySelector("#keypad-note"), null);
    await act(async () => second!.click());
    assert.equal(pin(), null);
    assert.ok(document.querySelector("#keypad-note"));
    await pass(COMPOSURE);
    await press("Log in");
    await asked[0]!.answer(true);
    const reader = "Invented Smart Reader 1 00";
    assert.deepEqual(sent, [{ type: "submit", reader, insertion: 1, pin: null, remember: false }]);
  });

  it("shows at the reader the tries of the chosen card, where two readers have a keypad", async () => {
    const two = withKeypad(readers(readyCard(), readyCard({ pin: { triesLeft: 2, blocked: false } })));
    await show(view(ready(), two));
    const [, second] = document.querySelectorAll<HTMLInputElement>("[type=radio]");
    await act(async () => second!.click());
    await show(atKeypad(two));
    assert.match(text("[data-testid=keypad-now]"), /Tries left2/);
  });
});
