import assert from "node:assert/strict";
import { inspect } from "node:util";
import { OneTimePin } from "../../../../extension/background/login/one-time-pin";

const question = { forRequest: 1, origin: "https://portal.example", reader: "R", triesLeft: 3 };

describe("PIN on its way to the host", () => {
  it("is given once", () => {
    const pin = new OneTimePin("12345", question);
    assert.equal(pin.answer(question), "12345");
    assert.equal(pin.answer(question), null);
  });

  it("is gone after a question for something else", () => {
    const pin = new OneTimePin("12345", question);
    assert.equal(pin.answer({ ...question, origin: "https://other.example" }), null);
    assert.equal(pin.answer(question), null);
  });

  it("does not show when the object is printed", () => {
    const pin = new OneTimePin("12345", question);
    assert.ok(!inspect(pin, { showHidden: true, depth: 5 }).includes("12345"));
    assert.ok(!JSON.stringify(pin).includes("12345"));
  });
});
