import assert from "node:assert/strict";
import { fromHex } from "../../../native-host/card/hex";
import { keypadCodes, Keypads } from "../../../native-host/readers/keypads";

/** What a reader with display and keypad says by libccid: also features that are of no use to us. */
const BOTH = "06 04 42330006 07 04 42330007 0a 04 4233000a 12 04 42330012";
const NONE = "12 04 42330012";

describe("The features of a reader", () => {
  it("give the control codes for typing on it, big-endian", () => {
    assert.deepEqual(keypadCodes(fromHex(BOTH)), { verify: 0x42330006, modify: 0x42330007 });
    assert.deepEqual(keypadCodes(fromHex("07 04 00313520 06 04 00313524")), { verify: 0x313524, modify: 0x313520 });
  });

  for (const [what, answer] of [
    ["no feature", ""],
    ["none for typing", NONE],
    ["typing of a PIN only", "06 04 42330006"],
    ["changes only", "07 04 42330007"],
    ["a code of another length", "06 02 4233 07 04 42330007"],
    ["half a feature", "07 04 42330007 06"],
    ["half a code", "07 04 42330007 06 04 4233"],
  ] as const) {
    it(`are no keypad with ${what}`, () => assert.equal(keypadCodes(fromHex(answer)), null));
  }
});

describe("What is known of the keypads of readers", () => {
  let asked = 0;
  let found = 0;
  let keypads: Keypads;
  beforeEach(() => {
    [asked, found] = [0, 0];
    keypads = new Keypads(() => {
      found += 1;
    });
  });
  const of = (answer: string | null) =>
    keypads.of("Reader", async () => {
      asked += 1;
      return answer === null ? null : fromHex(answer);
    });

  it("is asked of each reader once, with or without one, and told once", async () => {
    assert.equal(keypads.has("Reader"), false);
    const first = await of(BOTH);
    assert.deepEqual(await of(BOTH), first);
    assert.deepEqual([asked, found, keypads.has("Reader"), keypads.has("Other")], [1, 1, true, false]);
    keypads.forget("Reader");
    assert.equal(keypads.has("Reader"), false);
    assert.equal(await of(NONE), null);
    assert.equal(await of(BOTH), null);
    assert.deepEqual([asked, found], [2, 1]);
  });

  it("is asked again when there was no answer", async () => {
    assert.equal(await of(null), null);
    assert.notEqual(await of(BOTH), null);
    assert.equal(asked, 2);
  });
});
