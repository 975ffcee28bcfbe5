import assert from 'node:assert/strict';
import { Slots } from '../../../native-host/token/slots';

describe('the numbers of slots', () => {
  it('begin with an empty slot, which the first reader takes; then there is another one', () => {
    const slots = new Slots();
    assert.deepEqual(slots.list([]), [1]);
    assert.equal(slots.reader(1), null);
    slots.see(['a']);
    assert.equal(slots.reader(1), 'a');
    assert.throws(() => slots.reader(2));
    assert.deepEqual(slots.list(['a']), [1, 2]);
    assert.equal(slots.reader(2), null);
  });

  it('never change for a reader that comes back', () => {
    const slots = new Slots();
    slots.list(['a', 'b']);
    slots.see(['b']);
    slots.see(['b', 'c']);
    slots.see(['a', 'b', 'c']);
    assert.deepEqual([slots.reader(1), slots.reader(2), slots.reader(3)], ['a', 'b', 'c']);
  });

  it('are not more for a client that does not ask: a reader without an empty slot takes that of one that is gone', () => {
    const slots = new Slots();
    slots.list(['a']);
    slots.see(['a', 'b']);
    slots.see(['a', 'b', 'c']);
    assert.throws(() => slots.reader(3));
    slots.see(['b', 'c']);
    assert.deepEqual([slots.reader(1), slots.reader(2)], ['c', 'b']);
    slots.see(['a', 'b', 'c']);
    assert.throws(() => slots.reader(3));
    assert.deepEqual(slots.list(['a', 'b', 'c']), [1, 2, 3, 4]);
    assert.deepEqual([slots.reader(3), slots.reader(4)], ['a', null]);
  });

  it('are all there at once for many readers', () => {
    assert.deepEqual(new Slots().list(['a', 'b', 'c']), [1, 2, 3, 4]);
  });
});
