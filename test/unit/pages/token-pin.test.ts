import assert from "node:assert/strict";
import type { CardsState, ReadyCard } from "../../../shared/messages";
import { checksOf } from "../../../extension/pages/welcome/checks";
import { BLOCKED, insertedCard, left, reader, shown, working } from "../../screens/card-views";
import { readers, ready, readyCard, view } from "../../screens/views";
import { cardPage } from "./card-page";
import { loginPageStage } from "./login-page";

const THROUGH = "Programma Inventato";
const LENGTH = { pinLength: { min: 4, max: 16 } };

describe("The login page for a USB key behind the program of its maker", () => {
  const { sent, asked, show, hasFocus, pin, text, type, press } = loginPageStage();
  const key = (overrides: Partial<ReadyCard> = {}): CardsState => {
    const [one] = readers(readyCard({ ...LENGTH, ...overrides })).readers;
    return { service: true, readers: [{ ...one!, through: THROUGH }] };
  };

  it("takes the PINs that the key takes, and says which these are", async () => {
    await show(view(ready(), key()));
    assert.equal(pin()!.inputMode, "text");
    assert.match(text("#pin-hint"), /4 to 16 characters/);
    for (const wrong of ["", "abc", "a".repeat(17), " abcd", "perché"]) {
      type(wrong);
      await press("Log in");
      assert.match(text("#pin-problem"), /4 to 16 characters/, wrong);
      assert.doesNotMatch(text("#pin-problem"), /5 to 8/);
      assert.ok(hasFocus(pin()));
    }
    assert.deepEqual([asked.length, sent.length], [0, 0]);
    type("Segreto-2026");
    await press("Log in");
    await asked[0]!.answer(true);
    assert.deepEqual(
      sent.map((command) => command.type === "submit" && command.pin),
      ["Segreto-2026"],
    );
  });

  it("sends a person whose PIN is blocked to that program, and says nothing of a PUK", async () => {
    await show(view(ready(), key({ pin: BLOCKED })));
    assert.ok(pin() === null);
    assert.match(text(), /Unblock it in the program of its maker \(Programma Inventato\)/);
    assert.doesNotMatch(text(), /PUK/);
  });
});

describe("The card page of a USB key behind the program of its maker", () => {
  const { begun, show, has, text, open, field, type, submit } = cardPage();
  const key = { through: THROUGH };

  it("changes its PIN by its own rules", async () => {
    await show(shown(reader(insertedCard({ ...LENGTH, puk: null }), null, key)));
    await open("change");
    assert.match(text(), /4 to 16 characters: digits, letters without accents, signs/);
    assert.equal(field("newPin")!.inputMode, "text");
    for (const [typed, why] of [
      [{ oldPin: "abc", newPin: "Segreto-2026", again: "Segreto-2026" }, /The PIN of this card or USB key has 4 to 16/],
      [{ oldPin: "abcd", newPin: "abc", again: "abc" }, /The new PIN must have 4 to 16 characters/],
      [{ oldPin: "abcd", newPin: "aaaa", again: "aaaa" }, /easy to guess/],
    ] as const) {
      type(typed);
      await submit();
      assert.match(text(), why);
      assert.deepEqual(begun(), []);
    }
    type({ oldPin: "abcd", newPin: "Segreto-2026", again: "Segreto-2026" });
    await submit();
    assert.deepEqual(
      begun().map(({ order }) => order),
      [{ task: "change", codes: { oldPin: "abcd", newPin: "Segreto-2026" } }],
    );
  });

  it("says at the keypad how long a PIN it takes", async () => {
    const card = insertedCard({ ...LENGTH, puk: null });
    await show(shown(reader(card, working("change", "keypad"), { ...key, keypad: true })));
    assert.match(text("[data-testid=keypad-now]"), /The new PIN has 4 to 16 characters/);
  });

  it("names the program, not the PUK, where the PIN is blocked", async () => {
    const blocked = shown(reader(insertedCard({ ...LENGTH, pin: BLOCKED, puk: left(null) }), null, key));
    await show(blocked);
    assert.match(text("[data-remark=pin-blocked]"), /Unblock it in the program of its maker \(Programma Inventato\)/);
    assert.doesNotMatch(text("[data-remark=pin-blocked]"), /PUK/);
    assert.equal(has("[data-testid=open-unblock]"), false);
    const { card } = checksOf(blocked, null);
    assert.deepEqual(card.state === "problem" && card.errors, [
      { code: "token.pin-blocked", details: { program: THROUGH } },
    ]);
  });
});
