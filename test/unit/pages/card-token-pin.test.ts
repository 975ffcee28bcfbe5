import assert from "node:assert/strict";
import "../fake-browser";
import { checksOf } from "../../../extension/pages/welcome/checks";
import { BLOCKED, insertedCard, left, reader, shown, working } from "../../screens/card-views";
import { cardPage } from "./card-page";

const THROUGH = "Programma Inventato";
const LENGTH = { pinLength: { min: 4, max: 16 } };

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

  it("shows no tries of a PUK, of which its program never tells", async () => {
    await show(shown(reader(insertedCard({ ...LENGTH, puk: left(null) }), null, key)));
    assert.equal(has("[data-testid=pin-tries]"), true);
    assert.equal(has("[data-testid=puk-tries]"), false);
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
