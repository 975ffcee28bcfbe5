import assert from "node:assert/strict";
import { Slots } from "../../../native-host/pkcs11/slots";

/** Readers without a card. */
const empty = (...names: string[]) => names.map((name) => ({ name, card: null }));

describe("the numbers of slots", () => {
  it("begin with an empty slot; the first reader takes it, and another one follows", () => {
    const slots = new Slots();
    assert.deepEqual(slots.list(empty()), [1]);
    assert.equal(slots.reader(1), null);
    slots.update(empty("a"));
    assert.equal(slots.reader(1), "a");
    assert.throws(() => slots.reader(2));
    assert.deepEqual(slots.list(empty("a")), [1, 2]);
    assert.equal(slots.reader(2), null);
  });

  it("never change for a reader that comes back", () => {
    const slots = new Slots();
    slots.list(empty("a", "b"));
    slots.update(empty("b"));
    slots.update(empty("b", "c"));
    slots.update(empty("a", "b", "c"));
    assert.deepEqual([slots.reader(1), slots.reader(2), slots.reader(3)], ["a", "b", "c"]);
  });

  it("stay as many until the client asks: a reader without an empty slot takes the slot of one that is gone", () => {
    const slots = new Slots();
    slots.list(empty("a"));
    slots.update(empty("a", "b"));
    slots.update(empty("a", "b", "c"));
    assert.throws(() => slots.reader(3));
    slots.update(empty("b", "c"));
    assert.deepEqual([slots.reader(1), slots.reader(2)], ["c", "b"]);
    slots.update(empty("a", "b", "c"));
    assert.throws(() => slots.reader(3));
    assert.deepEqual(slots.list(empty("a", "b", "c")), [1, 2, 3, 4]);
    assert.deepEqual([slots.reader(3), slots.reader(4)], ["a", null]);
  });

  it("serve the reader with the card when a device brings two readers and one slot is empty", () => {
    const slots = new Slots();
    slots.list([]);
    slots.update(empty("contactless", "contact"));
    assert.equal(slots.reader(1), "contactless");
    slots.update([...empty("contactless"), { name: "contact", card: {} }]);
    assert.equal(slots.reader(1), "contact");
    slots.update(empty("contactless", "contact"));
    assert.equal(slots.reader(1), "contact");
    slots.update([
      { name: "contactless", card: {} },
      { name: "contact", card: {} },
    ]);
    assert.equal(slots.reader(1), "contact", "a card is not taken away for another one");
  });

  it("serve many readers at once", () => {
    assert.deepEqual(new Slots().list(empty("a", "b", "c")), [1, 2, 3, 4]);
  });
});
