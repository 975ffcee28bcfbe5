import assert from "node:assert/strict";
import { mock } from "node:test";
import { CKR } from "../../../native-host/pkcs11/constants";
import { CkError } from "../../../native-host/pkcs11/cryptoki";
import { operationError, tokenError } from "../../../native-host/pkcs11/return-values";
import { VarcoError } from "../../../shared/errors";

const nameOf = ({ rv }: CkError) => Object.entries(CKR).find(([, value]) => value === rv)?.[0];

describe("the return value of a failed operation", () => {
  beforeEach(() => {
    mock.method(process.stderr, "write", () => true);
  });
  afterEach(() => mock.restoreAll());

  for (const [code, name] of [
    ["pin.wrong", "PIN_INCORRECT"],
    ["pin.format", "PIN_INCORRECT"],
    ["pin.new-format", "PIN_INVALID"],
    ["pin.refused", "PIN_INVALID"],
    ["pin.unknown", "DEVICE_ERROR"],
    ["pin.blocked", "PIN_LOCKED"],
    ["reader.service", "DEVICE_REMOVED"],
    ["reader.none", "DEVICE_REMOVED"],
    ["reader.gone", "DEVICE_REMOVED"],
    ["card.none", "DEVICE_REMOVED"],
    ["card.removed", "DEVICE_REMOVED"],
    ["card.not-cns", "DEVICE_REMOVED"],
    ["card.mute", "DEVICE_ERROR"],
    ["card.answer", "DEVICE_ERROR"],
    ["reader.short-only", "DEVICE_ERROR"],
    ["card.busy", "FUNCTION_FAILED"],
    ["reader.not-allowed", "FUNCTION_FAILED"],
    ["operation.cancelled", "FUNCTION_CANCELED"],
    ["internal", "GENERAL_ERROR"],
    ["server.cut", "GENERAL_ERROR"],
  ] as const) {
    it(`is CKR_${name} for ${code}`, () => {
      assert.equal(nameOf(operationError("test", new VarcoError(code))), name);
    });
  }

  it("stays as it is when the token has chosen it already", () => {
    const chosen = new CkError(CKR.USER_NOT_LOGGED_IN);
    assert.equal(operationError("test", chosen), chosen);
    assert.equal(tokenError(chosen), chosen);
  });
});

describe("the return value of a slot without a usable card", () => {
  it("tells a card that is no token from a slot that has none", () => {
    for (const [code, name] of [
      ["card.not-cns", "TOKEN_NOT_RECOGNIZED"],
      ["card.unsupported", "TOKEN_NOT_RECOGNIZED"],
      ["card.not-activated", "TOKEN_NOT_RECOGNIZED"],
      ["card.certificate", "TOKEN_NOT_RECOGNIZED"],
      ["card.none", "TOKEN_NOT_PRESENT"],
      ["card.busy", "TOKEN_NOT_PRESENT"],
      ["card.mute", "TOKEN_NOT_PRESENT"],
      ["reader.gone", "TOKEN_NOT_PRESENT"],
      ["internal", "TOKEN_NOT_PRESENT"],
    ] as const)
      assert.equal(nameOf(tokenError(new VarcoError(code))), name, code);
  });
});
