import assert from "node:assert/strict";
import { BINDINGS } from "../../native-host/readers/binding";
import { fails, hex, select, TRIES_LEFT, VERIFY } from "./readers-expect";
import { ReadersStage } from "./readers-stage";

for (const binding of BINDINGS) {
  describe(`Readers of the smart-card service, through ${binding}`, function () {
    this.timeout(30_000);
    let stage: ReadersStage;

    before(async () => {
      stage = await ReadersStage.build(binding);
    });
    beforeEach(() => stage.begin());
    afterEach(() => stage.end());
    after(() => stage.pcscd.close());

    describe("hot-plug", () => {
      it("lists readers without a card, by the names that the service gives them", async () => {
        await stage.readers.ready();
        assert.deepEqual(stage.readers.state(), {
          service: true,
          readers: stage.pcscd.readers.map((name) => ({ name, card: null, keypad: false })),
        });
      });

      it("reports a card put in, taken out, put in again and swapped, with a new number each time", async () => {
        await stage.readers.ready();
        const card = await stage.inserted();
        const first = stage.readers.state().readers[0]!.card!;
        assert.equal(hex(first.atr), hex(card.atr));
        await stage.doors[0].remove();
        await stage.untilNoCard();
        await stage.doors[0].insert(card);
        const second = (await stage.untilCard()).readers[0]!.card!;
        assert.notEqual(second.insertion, first.insertion);
        await stage.doors[0].remove();
        await stage.untilNoCard();
        const ace = await stage.inserted(0, { family: "ace2021" });
        const swapped = stage.readers.state().readers[0]!.card!;
        assert.equal(hex(swapped.atr), hex(ace.atr));
        assert.equal(new Set([first, second, swapped].map(({ insertion }) => insertion)).size, 3);
        assert.deepEqual(
          stage.states.map(({ readers: [reader] }) => reader!.card?.insertion ?? null),
          [null, ...[first, null, second, null, swapped].map((card) => card?.insertion ?? null)],
        );
      });

      it("keeps two readers apart", async () => {
        const [standard, ace] = [await stage.inserted(0), await stage.inserted(1, { family: "ace2021" })];
        const [first, second] = stage.readers.state().readers;
        assert.equal(hex(first!.card!.atr), hex(standard.atr));
        assert.equal(hex(second!.card!.atr), hex(ace.atr));
        assert.notEqual(first!.card!.insertion, second!.card!.insertion);
        const connections = await Promise.all(stage.pcscd.readers.map((name) => stage.readers.connect(name)));
        await Promise.all(connections.map(select));
        assert.deepEqual(
          [standard, ace].map(({ trace }) => trace.length),
          [1, 1],
        );
        await stage.doors[1].remove();
        await stage.untilNoCard(1);
        assert.equal(stage.readers.state().readers[0]!.card!.insertion, first!.card!.insertion);
        await select(connections[0]!);
      });

      it("reports nothing when a card is used, reset and released", async () => {
        const [standing] = (await stage.inserted().then(() => stage.untilCard())).readers;
        const before = stage.states.length;
        const connection = await stage.readers.connect(stage.reader);
        await select(connection);
        await connection.close();
        await stage.inserted(1); // a later event, behind all that the first card could have caused
        assert.deepEqual(
          stage.states.slice(before).map(({ readers: list }) => list[0]),
          [standing],
        );
      });

      it("reports nothing when another program releases the card", async () => {
        await stage.inserted();
        const holder = (await stage.other("shared")).program;
        await stage.reopen({});
        const [standing] = (await stage.untilCard()).readers;
        const before = stage.states.length;
        await holder.order("leave");
        await stage.inserted(1);
        assert.deepEqual(
          stage.states.slice(before).map(({ readers: list }) => list[0]),
          [standing],
        );
      });
    });

    describe("a connection", () => {
      for (const protocol of ["T=0", "T=1"] as const) {
        it(`speaks ${protocol} when the card does`, async () => {
          await stage.inserted(0, { protocol });
          const connection = await stage.readers.connect(stage.reader);
          assert.equal(connection.protocol, protocol);
          assert.equal(hex(await select(connection)), "9000");
        });
      }

      it("passes extended APDUs, command and answer", async () => {
        const card = await stage.inserted();
        const connection = await stage.readers.connect(stage.reader);
        const long = Uint8Array.from([
          0x00,
          0x2a,
          0x80,
          0x86,
          0x00,
          0x01,
          0x2c,
          ...new Uint8Array(300).fill(0xa5),
          0x00,
          0x00,
        ]);
        await connection.transmit(long);
        assert.equal(card.trace.at(-1)!.command, hex(long));
        card.faults.plan({ at: 1, kind: "answer", bytes: new Uint8Array(40_000).fill(0x5a) });
        assert.equal(
          (await connection.transmit(Uint8Array.of(0x00, 0xb0, 0x00, 0x00, 0x00, 0x00, 0x00))).length,
          40_000,
        );
      });

      it("keeps other programs out while it is open", async () => {
        await stage.reopen({ busy: 100 });
        await stage.inserted();
        const connection = await stage.readers.connect(stage.reader);
        assert.equal(connection.exclusive, true);
        const refused = await stage.other("shared");
        assert.match(refused.answer, /0x8010000b/);
        await fails(stage.readers.connect(stage.reader), "card.busy");
        await connection.close();
        const { answer } = await stage.other("shared");
        assert.equal(answer, "held");
      });

      it("resets the card when it is closed, so that nobody inherits the PIN", async () => {
        const card = await stage.inserted();
        const connection = await stage.readers.connect(stage.reader);
        assert.equal(hex(await connection.transmit(VERIFY)), "9000");
        assert.ok(card.pinVerified);
        await Promise.all([connection.close(), connection.close()]);
        const next = await stage.readers.connect(stage.reader);
        assert.equal(hex(await next.transmit(TRIES_LEFT)), "63c3");
        assert.ok(!card.pinVerified);
      });

      it("resets the card also if it shared it", async () => {
        const card = await stage.inserted();
        await stage.other("shared");
        const connection = await stage.readers.connect(stage.reader);
        await connection.transmit(VERIFY);
        await connection.close();
        const next = await stage.readers.connect(stage.reader);
        assert.equal(hex(await next.transmit(TRIES_LEFT)), "63c3");
        assert.ok(!card.pinVerified);
      });

      it("shares a card that another program sits on", async () => {
        await stage.inserted();
        await stage.other("shared");
        const connection = await stage.readers.connect(stage.reader);
        assert.equal(connection.exclusive, binding === "koffi", "koffi has transactions");
        assert.equal(hex(await select(connection)), "9000");
      });

      it("waits for a program that will be done in a moment", async () => {
        await stage.inserted();
        const holder = (await stage.other("exclusive")).program;
        const connecting = stage.readers.connect(stage.reader);
        assert.match((await stage.other("shared")).answer, /0x8010000b/, "we too were refused meanwhile");
        await holder.order("leave");
        assert.equal(hex(await select(await connecting)), "9000");
      });

      for (const [how, name] of [
        ["exclusive", "keeps the card for itself"],
        ["transaction", "is in a transaction"],
      ] as const) {
        it(`tells when another program ${name}, and takes the card when that is over`, async () => {
          await stage.reopen({ busy: 300 });
          await stage.inserted();
          const { program: holder, answer } = await stage.other(how);
          assert.equal(answer, "held");
          await fails(stage.readers.connect(stage.reader), "card.busy");
          await fails(stage.readers.connect(stage.reader), "card.busy");
          await holder.order("leave");
          assert.equal(hex(await select(await stage.readers.connect(stage.reader))), "9000");
        });
      }

      if (binding === "pcsclite") {
        it("reports that another program begins a transaction under it", async () => {
          await stage.reopen({ command: 300 });
          await stage.inserted();
          await stage.other("shared");
          const connection = await stage.readers.connect(stage.reader);
          await select(connection);
          assert.equal((await stage.other("transaction")).answer, "held");
          await fails(select(connection), "card.busy");
          await fails(select(connection), "card.busy");
        });

        it("reports that another program reset the card under it", async () => {
          await stage.inserted();
          const holder = (await stage.other("shared")).program;
          const connection = await stage.readers.connect(stage.reader);
          await select(connection);
          await holder.order("reset");
          await fails(select(connection), "card.busy");
        });
      } else {
        it("keeps other programs that share the card from using and resetting it, until it is closed", async () => {
          const card = await stage.inserted();
          const holder = (await stage.other("shared")).program;
          const connection = await stage.readers.connect(stage.reader);
          await connection.transmit(VERIFY);
          const order = stage.other("transaction");
          const reset = holder.order("reset");
          await select(connection);
          await select(connection);
          assert.equal(hex(await connection.transmit(TRIES_LEFT)), "9000");
          const before = card.trace.length;
          await connection.close();
          assert.equal(card.pinVerified, false);
          await Promise.all([reset, order]);
          assert.equal((await order).answer, "held");
          assert.equal(card.trace.length, before);
        });

        it("resets a card that a program of ours held beside another when it was killed", async () => {
          const card = await stage.inserted();
          await stage.other("shared");
          const { program: user } = await stage.program("reader-user.ts", binding, "hold", stage.reader);
          assert.ok(card.pinVerified);
          await user.kill();
          const next = await stage.readers.connect(stage.reader);
          assert.equal(hex(await next.transmit(TRIES_LEFT)), "63c3");
        });
      }
    });
  });
}
