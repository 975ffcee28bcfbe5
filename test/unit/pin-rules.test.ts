import assert from "node:assert/strict";
import { CNS_PIN, isPin, isPuk, newPinProblem, pinProblem, pinRulesOf } from "../../shared/pin-rules";

describe("The rules for codes, checked before a try is spent", () => {
  const problem = (newPin: string, oldPin: string | null) => newPinProblem(newPin, oldPin, CNS_PIN)?.code ?? null;

  it("take a PIN of 5 to 8 digits and nothing else", () => {
    for (const right of ["12345", "00000", "12345678"]) assert.equal(isPin(right), true, right);
    for (const wrong of [
      "",
      "1234",
      "123456789",
      "12a45",
      "12 45",
      " 12345",
      "12345\n",
      "12345 ",
      "-12345",
      "1e345",
      "१२३४५",
      "１２３４５",
    ])
      assert.equal(isPin(wrong), false, wrong);
  });

  it("take a PUK of 8 digits and nothing else", () => {
    assert.equal(isPuk("87654321"), true);
    for (const wrong of ["", "8765432", "876543210", "8765432a", "8765 4321", "87654321\n"])
      assert.equal(isPuk(wrong), false, wrong);
  });

  it("refuse a new PIN that is not a PIN", () => {
    for (const wrong of ["", "2468", "246813579", "2468o", "2 468"])
      assert.equal(problem(wrong, "24680"), "pin.new-format", wrong);
  });

  it("refuse a new PIN that equals the old one, where that is known", () => {
    assert.equal(problem("24680", "24680"), "pin.same");
    assert.equal(problem("24680", null), null);
    assert.equal(problem("24680", "24681"), null);
  });

  it("refuse one repeated digit, and sequences up and down, also past 9 and 0", () => {
    for (const trivial of ["00000", "99999999", "12345", "01234567", "54321", "98765432", "67890", "78901", "21098"])
      assert.equal(problem(trivial, null), "pin.trivial", trivial);
    for (const good of ["12346", "11112", "13579", "12321", "00001", "24680"])
      assert.equal(problem(good, null), null, good);
  });

  it("are those that its maker's program tells, where a card or USB key works through that: letters and signs too", () => {
    const rules = pinRulesOf({ pinLength: { min: 4, max: 16 } });
    for (const right of ["1234", "Segreto-2026", "una frase 4!", "a".repeat(16)])
      assert.equal(pinProblem(right, rules), null, right);
    for (const wrong of ["", "abc", "a".repeat(17), " abcd", "abcd ", "perché", "abcd\n", "ab\tcd", "１２３４５"])
      assert.deepEqual(pinProblem(wrong, rules), { code: "token.pin-format", details: { min: 4, max: 16 } }, wrong);
    assert.deepEqual(newPinProblem("abc", null, rules), {
      code: "token.new-pin-format",
      details: { min: 4, max: 16 },
    });
    assert.equal(newPinProblem("aaaaaa", null, rules)?.code, "pin.trivial");
    assert.equal(newPinProblem("Segreto-2026", "Segreto-2025", rules), null);
    assert.equal(pinRulesOf({}), CNS_PIN);
  });
});
