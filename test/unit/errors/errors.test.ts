import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { ERRORS } from "../../../shared/error-list";
import { fill, isErrorCode, toVarcoError, VarcoError } from "../../../shared/errors";
import { ERRORS_DOC, errorsDocument } from "../../../scripts/errors-doc";

describe("The closed list of errors", () => {
  it("gives every code a cause and a remedy that are sentences", () => {
    for (const [code, { cause, remedy }] of Object.entries(ERRORS)) {
      assert.match(cause, code === "usage" ? /./ : /^[A-Z{].*\.$/, code);
      assert.match(remedy, /^[A-Z{].*\.$/, code);
    }
  });

  it("is the one in docs/errors.md (npm run docs:errors writes it)", () => {
    assert.equal(readFileSync(ERRORS_DOC, "utf8"), errorsDocument());
  });

  it("knows its codes from words that every object has", () => {
    assert(isErrorCode("pin.wrong"));
    assert(!isErrorCode("constructor"));
  });

  it("fills texts from details and shows what is missing", () => {
    assert.equal(fill("{a} of {b}", { a: 1, b: null }), "1 of ?");
  });

  it("takes in anything thrown, keeping what caused it", () => {
    const original = new TypeError("x is not a function");
    const error = toVarcoError(original);
    assert.equal(error.code, "internal");
    assert.equal(error.cause, original);
    assert.equal(toVarcoError(error), error);
    assert.deepEqual(new VarcoError("pin.wrong", { triesLeft: 2 }).toJSON(), {
      code: "pin.wrong",
      details: { triesLeft: 2 },
    });
  });
});
