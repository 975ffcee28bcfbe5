import assert from "node:assert/strict";
import { fromHeaderText, toHeaderText } from "../../../../extension/background/relay/header-text";

describe("text of header fields", () => {
  it("carries text as UTF-8, one character for each byte, there and back", () => {
    assert.equal(toHeaderText("città €"), "citt\u00c3\u00a0 \u00e2\u0082\u00ac");
    assert.equal(fromHeaderText(toHeaderText("città €")), "città €");
  });

  it("leaves ASCII, bytes that are not UTF-8, and what is text already", () => {
    for (const text of ['a=1; b="2"', "citt\u00e0", "Łódź"]) assert.equal(fromHeaderText(text), text);
  });
});
