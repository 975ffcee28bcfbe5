import assert from "node:assert/strict";
import type { CardLock, Waiting } from "../../../native-host/cards/card-lock";
import { CardDesk } from "../../../native-host/cards/desk";
import type { Readers } from "../../../native-host/readers/readers";
import { fromHex } from "../../../native-host/card/hex";
import { ATR } from "../card/cards";

const READER = "Reader";
const ANOTHER = "Another reader";

/** Two readers whose cards can be swapped, also while an operation waits. */
function readers(
  whileConnecting: (swap: () => void) => void,
  atr: Uint8Array = ATR.standard,
): { readers: Readers; released: () => number } {
  let insertion = 1;
  let released = 0;
  const connection = {
    protocol: "T=1",
    exclusive: true,
    transmit: () => assert.fail("nothing is to be sent"),
    close: async () => {
      released += 1;
    },
  } as const;
  return {
    released: () => released,
    readers: {
      stuck: false,
      state: () => ({
        service: true,
        readers: [READER, ANOTHER].map((name) => ({ name, keypad: false, card: { atr, insertion } })),
      }),
      ready: async () => {},
      watch: () => () => {},
      connect: async () => {
        whileConnecting(() => {
          insertion += 1;
        });
        return connection;
      },
      close: async () => {},
    },
  };
}

describe("The desk", () => {
  it("holds a card during an operation and releases it afterwards", async () => {
    const { readers: one, released } = readers(() => {});
    assert.equal(
      await new CardDesk(one).operate(READER, async ({ family }) => family.id + String(released()), { insertion: 1 }),
      "standard0",
    );
    assert.equal(released(), 1);
  });

  for (const [what, atr, code] of [
    ["cannot be a CNS", "3bda18ff81b1fe751f030031f573c001600090001c", "card.not-cns"],
    ["is read by radio and says nothing there", "3b8c8001503bf0330b30abab017781b7de", "card.contactless"],
  ] as const) {
    it(`never takes a card that ${what}`, async () => {
      const { readers: one } = readers(() => assert.fail("another program's card was taken"), fromHex(atr));
      await assert.rejects(
        new CardDesk(one).operate(READER, async () => assert.fail("it was used")),
        { code },
      );
    });
  }

  it("never takes such a card that was put in while another process of Varco had the reader", async () => {
    const { readers: one } = readers(() => assert.fail("another program's card was taken"));
    const inside = { atr: ATR.standard };
    const card = () => [{ name: READER, keypad: false, card: { atr: inside.atr, insertion: 1 } }];
    const lock: CardLock = {
      take: async () => {
        inside.atr = fromHex("3bda18ff81b1fe751f030031f573c001600090001c");
        return { pinChanges: 0, countPinChange: () => {}, release: () => {} };
      },
    };
    await assert.rejects(
      new CardDesk({ ...one, state: () => ({ service: true, readers: card() }) }, lock).operate(READER, async () =>
        assert.fail("it was used"),
      ),
      { code: "card.not-cns" },
    );
  });

  it("does not use a card that replaced the intended one while another program held the reader", async () => {
    const { readers: one, released } = readers((swap) => swap());
    await assert.rejects(
      new CardDesk(one).operate(READER, async () => assert.fail("the wrong card was used"), { insertion: 1 }),
      { code: "card.removed" },
    );
    assert.equal(released(), 1);
  });

  it("lets a long operation in one reader hold up nobody at another reader", async () => {
    const { readers: all } = readers(() => {});
    const desk = new CardDesk(all);
    let finish = () => {};
    const long = desk.operate(
      READER,
      () =>
        new Promise<string>((resolve) => {
          finish = () => resolve("long");
        }),
    );
    assert.equal(await desk.operate(ANOTHER, async () => "short", { queued: () => assert.fail("it waits") }), "short");
    finish();
    assert.equal(await long, "long");
  });

  it("does nothing for a person who gave up while another program held the card", async () => {
    const person = new AbortController();
    const { readers: one, released } = readers(() => person.abort());
    await assert.rejects(
      new CardDesk(one).operate(READER, async () => assert.fail("a try may have been spent"), {
        signal: person.signal,
      }),
      { code: "operation.cancelled" },
    );
    assert.equal(released(), 1);
  });
});

/** A card that answers every command with the status word, and a list of all events at card and lock, in order. */
function journal(
  statusWord: number,
  wait: (waiting: Waiting) => void = () => {},
): { readers: Readers; lock: CardLock; happened: string[] } {
  const happened: string[] = [];
  let pinChanges = 5;
  const connection = {
    protocol: "T=1",
    exclusive: true,
    transmit: async (apdu: Uint8Array) => {
      happened.push(`command ${apdu[1]?.toString(16)}`);
      return Uint8Array.of(statusWord >> 8, statusWord & 0xff);
    },
    close: async () => {
      happened.push("let go");
    },
  } as const;
  return {
    happened,
    readers: {
      ...readers(() => {}).readers,
      connect: async () => {
        happened.push("taken");
        return connection;
      },
    },
    lock: {
      take: async (reader, waiting) => {
        happened.push(`lock ${reader}`);
        wait(waiting);
        return {
          get pinChanges() {
            return pinChanges;
          },
          countPinChange: () => {
            happened.push(`change ${(pinChanges += 1)}`);
          },
          release: () => {
            happened.push("unlock");
          },
        };
      },
    },
  };
}

describe("Other processes at the desk", () => {
  const digits = (pin: string): Uint8Array => new Uint8Array(Buffer.from(pin, "latin1"));

  it("are kept out from before the card is taken until after its release", async () => {
    const { readers: one, lock, happened } = journal(0x9000);
    await new CardDesk(one, lock).operate(READER, (card) => card.verifyPin(digits("12345")));
    assert.deepEqual(happened, [`lock ${READER}`, "taken", "command 20", "let go", "unlock"]);
  });

  it("are let in again after a failed operation, and when the card could not be taken", async () => {
    const { readers: one, lock, happened } = journal(0x9000);
    await assert.rejects(
      new CardDesk(one, lock).operate(READER, async () => {
        throw new Error("broken");
      }),
      /broken/,
    );
    await assert.rejects(
      new CardDesk({ ...one, connect: () => Promise.reject(new Error("busy")) }, lock).operate(
        READER,
        async () => null,
      ),
      /busy/,
    );
    assert.deepEqual(happened, [`lock ${READER}`, "taken", "let go", "unlock", `lock ${READER}`, "unlock"]);
  });

  it("are not waited for when the intended card is gone already", async () => {
    const { readers: one, lock, happened } = journal(0x9000);
    await assert.rejects(
      new CardDesk(one, lock).operate(READER, async () => null, { insertion: 2 }),
      { code: "card.removed" },
    );
    assert.deepEqual(happened, []);
  });

  it("are waited for until the person gives up, who is told once that it has to wait", async () => {
    const person = new AbortController();
    const { readers: one, lock } = journal(0x9000, ({ signal, queued }) => {
      assert.equal(signal, person.signal);
      queued?.();
    });
    const desk = new CardDesk(one, lock);
    let [told, first] = [0, 0];
    await Promise.all([
      desk.operate(READER, async () => null, {
        signal: person.signal,
        queued: () => {
          first += 1;
        },
      }),
      desk.operate(READER, async () => null, {
        signal: person.signal,
        queued: () => {
          told += 1;
        },
      }),
    ]);
    assert.deepEqual([first, told], [1, 1]);
  });

  it("see each PIN change counted before it is sent, refused or not, and nothing else counted", async () => {
    for (const statusWord of [0x9000, 0x63c2, 0x6f00]) {
      const { readers: one, lock, happened } = journal(statusWord);
      const seen = await new CardDesk(one, lock).operate(READER, async (card, pins) => {
        await card.triesLeft();
        await card.verifyPin(digits("12345")).catch(() => null);
        await card.changePin(digits("12345"), digits("123")).catch(() => null);
        const before = pins.pinChanges;
        await card.changePin(digits("12345"), digits("54321")).catch(() => null);
        await card.unblockPin(digits("12345678"), digits("54321")).catch(() => null);
        return [before, pins.pinChanges];
      });
      assert.deepEqual(seen, [5, 7]);
      assert.deepEqual(happened, [
        `lock ${READER}`,
        "taken",
        "command 20",
        "command 20",
        "change 6",
        "command 24",
        "change 7",
        "command 2c",
        "let go",
        "unlock",
      ]);
    }
  });
});
