import assert from "node:assert/strict";
import { cutToBytes } from "../../../native-host/pkcs11/text";

describe("a text for a field of so many bytes", () => {
  for (const [text, most, cut] of [
    ["ADA COLLAUDO", 32, "ADA COLLAUDO"],
    ["ADA COLLAUDO", 3, "ADA"],
    ["", 3, ""],
    ["NICOLÒ", 6, "NICOL"],
    ["NICOLÒ", 7, "NICOLÒ"],
    ["😀😀", 7, "😀"],
    ["😀", 3, ""],
  ] as const) {
    it(`${JSON.stringify(text)} is ${JSON.stringify(cut)} in ${most}`, () => assert.equal(cutToBytes(text, most), cut));
  }
});
