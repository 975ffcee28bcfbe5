import assert from "node:assert/strict";
import { EMPTY, looksSame, slotAfter, type Slot } from "../../../native-host/readers/slot";

const ATR = Uint8Array.of(0x3b, 0xff, 0x18);
const EMPTY_STATE = 0x12;
const PRESENT = 0x22;
const IN_USE = 0x122;
const MUTE = 0x222;
const UNAVAILABLE = 0x0a;

describe("The slot of a reader", () => {
  let number = 0;
  beforeEach(() => {
    number = 0;
  });

  function after(...reports: readonly { state: number; events: number; atr?: Uint8Array }[]): Slot {
    return reports.reduce<Slot>(
      (slot, { state, events, atr = ATR }) => slotAfter(slot, { state: (events << 16) | state, atr }, () => ++number),
      EMPTY,
    );
  }

  it("has no card until one is reported", () => {
    assert.equal(after({ state: EMPTY_STATE, events: 0 }).card, null);
    assert.deepEqual(after({ state: EMPTY_STATE, events: 0 }, { state: PRESENT, events: 1 }).card, {
      atr: ATR,
      insertion: 1,
    });
  });

  it("gives the same card another number when it comes back", () => {
    const back = after({ state: PRESENT, events: 1 }, { state: EMPTY_STATE, events: 2 }, { state: PRESENT, events: 3 });
    assert.equal(back.card?.insertion, 2);
  });

  it("sees a card that was swapped between two reports by the count alone", () => {
    assert.equal(after({ state: PRESENT, events: 1 }, { state: PRESENT, events: 3 }).card?.insertion, 2);
  });

  it("keeps the number while programs come and go, also when a reset brought another ATR", () => {
    const warm = Uint8Array.of(0x3b, 0x01);
    const slot = after(
      { state: PRESENT, events: 1 },
      { state: IN_USE, events: 1 },
      { state: PRESENT, events: 1, atr: warm },
    );
    assert.deepEqual(slot.card, { atr: warm, insertion: 1 });
  });

  it("is out of reach, and without a card, when the service cannot talk to the reader", () => {
    const gone = after({ state: PRESENT, events: 1 }, { state: UNAVAILABLE, events: 0 });
    assert.deepEqual([gone.reachable, gone.card], [false, null]);
    assert.ok(!looksSame(gone, EMPTY));
    assert.equal(slotAfter(gone, { state: PRESENT, atr: ATR }, () => ++number).card?.insertion, 2);
  });

  it("holds a mute card too", () => {
    assert.deepEqual(after({ state: MUTE, events: 1, atr: new Uint8Array() }).card, {
      atr: new Uint8Array(),
      insertion: 1,
    });
  });

  it("looks different only with another insertion or another ATR", () => {
    const inserted = after({ state: PRESENT, events: 1 });
    const used = after({ state: PRESENT, events: 1 });
    assert.ok(!looksSame(inserted, used), "numbers differ");
    assert.ok(looksSame(inserted, { ...inserted, events: 7 }));
    assert.ok(!looksSame(inserted, EMPTY));
    assert.ok(looksSame(EMPTY, { ...EMPTY, events: 5 }));
  });
});
