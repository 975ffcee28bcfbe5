import assert from "node:assert/strict";
import type { CardsState, ReadyCard } from "../../../shared/messages";
import { BLOCKED } from "../../screens/card-views";
import { readers, ready, readyCard, view } from "../../screens/views";
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
