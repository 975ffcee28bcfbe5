import assert from "node:assert/strict";
import { VarcoError } from "../../../shared/errors";
import { toldPinTries, toldTries } from "../../../shared/told-tries";

describe("The tries that an error tells", () => {
  it("are those left after a wrong code, where the card gave their number", () => {
    assert.deepEqual(toldTries(new VarcoError("pin.wrong", { triesLeft: 2 })), {
      of: "pin",
      state: { triesLeft: 2, blocked: false },
    });
    assert.deepEqual(toldTries(new VarcoError("puk.wrong", { triesLeft: null })), {
      of: "puk",
      state: { triesLeft: null, blocked: false },
    });
  });

  it("are none when the code is blocked", () => {
    assert.deepEqual(toldTries(new VarcoError("pin.blocked")), { of: "pin", state: { triesLeft: 0, blocked: true } });
    assert.deepEqual(toldTries(new VarcoError("puk.blocked")), { of: "puk", state: { triesLeft: 0, blocked: true } });
  });

  it("are unknown after an error of another kind", () => {
    assert.equal(toldTries(new VarcoError("card.removed")), null);
    assert.equal(toldTries(new VarcoError("pin.refused")), null);
  });

  it("are not those of the PIN when a PUK was wrong", () => {
    assert.equal(toldPinTries(new VarcoError("puk.wrong", { triesLeft: 3 })), null);
    assert.deepEqual(toldPinTries(new VarcoError("pin.wrong", { triesLeft: 1 })), { triesLeft: 1, blocked: false });
  });
});
