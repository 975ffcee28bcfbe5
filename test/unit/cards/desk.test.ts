import assert from 'node:assert/strict';
import { CardDesk } from '../../../native-host/cards/desk';
import type { Readers } from '../../../native-host/readers/readers';
import { ATR } from '../card/cards';

const READER = 'Reader';

/** A reader whose card can be swapped, and what happens while it is waited for. */
function readers(whileConnecting: (swap: () => void) => void): { readers: Readers; released: () => number } {
  let insertion = 1;
  let released = 0;
  const connection = { protocol: 'T=1', exclusive: true, transmit: () => assert.fail('nothing is to be sent'), close: async () => { released += 1; } } as const;
  return {
    released: () => released,
    readers: {
      stuck: false,
      state: () => ({ service: true, readers: [{ name: READER, card: { atr: ATR.standard, insertion } }] }),
      ready: async () => {},
      watch: () => () => {},
      connect: async () => {
        whileConnecting(() => { insertion += 1; });
        return connection;
      },
      close: async () => {},
    },
  };
}

describe('Where cards are operated', () => {
  it('a card is held while it is used, and let go after it', async () => {
    const { readers: one, released } = readers(() => {});
    assert.equal(await new CardDesk(one).operate(READER, async ({ family }) => family.id + String(released()), { insertion: 1 }), 'standard0');
    assert.equal(released(), 1);
  });

  it('a card that was swapped while another program held it is not taken for the one that was meant: its PIN is another', async () => {
    const { readers: one, released } = readers((swap) => swap());
    await assert.rejects(new CardDesk(one).operate(READER, async () => assert.fail('the wrong card was used'), { insertion: 1 }), { code: 'card.removed' });
    assert.equal(released(), 1);
  });

  it('nothing is done for a person who gave up while another program held the card', async () => {
    const person = new AbortController();
    const { readers: one, released } = readers(() => person.abort());
    await assert.rejects(new CardDesk(one).operate(READER, async () => assert.fail('a try may have been spent'), { signal: person.signal }), { code: 'operation.cancelled' });
    assert.equal(released(), 1);
  });
});
