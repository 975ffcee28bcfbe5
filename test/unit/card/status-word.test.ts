import assert from "node:assert/strict";
import { isStatusWord, meaningOf, triesLeftOf } from "../../../native-host/card/status-word";

describe("a status word", () => {
  it("has a meaning, whatever its variable part", () => {
    assert.equal(meaningOf(0x9000), "ok");
    assert.equal(meaningOf(0x6100), "more-data");
    assert.equal(meaningOf(0x61ff), "more-data");
    assert.equal(meaningOf(0x6c10), "exact-length");
    assert.equal(meaningOf(0x6a82), "file-not-found");
  });

  it("tells blocked from not allowed", () => {
    assert.equal(meaningOf(0x6983), "blocked");
    assert.equal(meaningOf(0x6984), "blocked");
    assert.equal(meaningOf(0x6982), "security-status");
  });

  it("tells the tries left, or that they are unknown", () => {
    assert.equal(triesLeftOf(0x63c3), 3);
    assert.equal(triesLeftOf(0x63c0), 0);
    assert.equal(triesLeftOf(0x6300), null);
    assert.equal(triesLeftOf(0x9000), null);
    assert.equal(triesLeftOf(0x6983), null);
  });

  it("may mean nothing to us", () => {
    assert.equal(meaningOf(0x9001), null);
    assert.equal(meaningOf(0x6f00), null);
  });

  it("is not one when SW1 is not 6X or 9X", () => {
    for (const word of [0x0000, 0x1234, 0x6000, 0xffff]) assert.equal(isStatusWord(word), false, word.toString(16));
    for (const word of [0x6100, 0x6f00, 0x9000, 0x9fff]) assert.equal(isStatusWord(word), true, word.toString(16));
  });
});
