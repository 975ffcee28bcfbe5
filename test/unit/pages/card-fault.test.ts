import assert from "node:assert/strict";
import { ERRORS } from "../../../shared/error-list";
import { isErrorCode, type ErrorCode } from "../../../shared/errors";
import { faultText } from "../../../extension/pages/card/fault";

const CARD: readonly ErrorCode[] = [
  "card.mute",
  "card.not-cns",
  "card.not-activated",
  "card.certificate",
  "card.answer",
  "card.signature",
];
const READER: readonly ErrorCode[] = ["reader.none", "reader.gone", "reader.short-only", "keypad.failed"];
const PROGRAM: readonly ErrorCode[] = [
  "reader.service",
  "reader.not-allowed",
  "host.missing",
  "host.gone",
  "host.caller-refused",
  "protocol.version",
  "message.malformed",
  "message.too-long",
  "internal",
  "token.crashed",
  "token.silent",
  "token.refused",
  "token.module",
  "token.add-on",
];

/**
 * A test of the card never ends with what goes wrong on the command line, at the installation or with the browser's
 * module.
 */
const ELSEWHERE = /^(?:install|module)\.|^usage$|^token\.file$/;

describe("A test of the card that failed", () => {
  it("blames the computer if its smart card service does not run or refuses", () => {
    for (const code of ["reader.service", "reader.not-allowed"] as const)
      assert.equal(faultText(code), "card_test_fault_program", code);
  });

  it("does not blame a card that Varco cannot use yet", () => {
    assert.equal(faultText("card.unsupported"), "card_test_fault_nobody");
  });

  it("blames card, reader or computer only for errors that are known to come from there", () => {
    const codes = Object.keys(ERRORS)
      .filter(isErrorCode)
      .filter((code) => !ELSEWHERE.test(code));
    const blaming = (fault: string) => codes.filter((code) => faultText(code) === fault).sort();
    assert.deepEqual(blaming("card_test_fault_card"), [...CARD].sort());
    assert.deepEqual(blaming("card_test_fault_reader"), [...READER].sort());
    assert.deepEqual(blaming("card_test_fault_program"), [...PROGRAM].sort());
    assert.equal(blaming("card_test_fault_nobody").length, codes.length - CARD.length - READER.length - PROGRAM.length);
  });
});
