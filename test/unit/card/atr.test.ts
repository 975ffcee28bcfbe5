import assert from "node:assert/strict";
import { parseAtr } from "../../../native-host/card/atr";
import { fromHex, toHex } from "../../../native-host/card/hex";

const ACE2021 = "3b ff 18 00 00 81 31 fe 45 00 6b 05 05 20 00 01 21 01 43 4e 53 10 31 80 79";

describe("an answer to reset", () => {
  it("yields historical bytes and protocols", () => {
    const atr = parseAtr(fromHex(ACE2021));
    assert.equal(toHex(atr!.historicalBytes), "006b05052000012101434e53103180");
    assert.deepEqual(atr!.protocols, [1]);
  });

  it("may have no historical bytes and two protocols", () => {
    const atr = parseAtr(fromHex("3b 80 80 01 01"));
    assert.equal(atr!.historicalBytes.length, 0);
    assert.deepEqual(atr!.protocols, [0, 1]);
  });

  it("offers T=0 and has no checksum when it names no protocol", () => {
    const atr = parseAtr(fromHex("3b 65 00 00 9c 02 02 07 02"));
    assert.equal(toHex(atr!.historicalBytes), "9c02020702");
    assert.deepEqual(atr!.protocols, [0]);
  });

  it("does not count global interface bytes (T=15) as a protocol", () => {
    const bytes = fromHex("3b 80 80 81 1f 00 00");
    bytes[6] = bytes.subarray(1, 6).reduce((sum, byte) => sum ^ byte, 0);
    assert.deepEqual(parseAtr(bytes)?.protocols, [0, 1]);
  });

  for (const [what, bytes] of [
    ["nothing", ""],
    ["one byte", "3b"],
    ["a wrong first byte", `3c${ACE2021.slice(2)}`],
    ["one that is cut short", ACE2021.slice(0, 41)],
    ["one with bytes left over", `${ACE2021} 00`],
    ["a wrong checksum", `${ACE2021.slice(0, -2)}78`],
    ["interface bytes without end", `3b f0 ${"f1 f1 f1 f1 ".repeat(12)}`],
    ["more than 33 bytes", `3b 6f ${"00 ".repeat(40)}`],
    ["a missing TD", "3b 80"],
  ] as const) {
    it(`is not ${what}`, () => assert.equal(parseAtr(fromHex(bytes)), null));
  }

  it("never breaks on garbage", () => {
    for (let first = 0; first < 256; first += 1) {
      for (const ts of [0x3b, 0x3f])
        for (const length of [2, 3, 7, 20, 33]) parseAtr(new Uint8Array(length).fill(first).fill(ts, 0, 1));
    }
  });
});
