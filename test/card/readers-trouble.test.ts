import assert from "node:assert/strict";
import { BINDINGS } from "../../native-host/readers/binding";
import { holdCard } from "../support/hold-card";
import { fails, hex, select, TRIES_LEFT } from "./readers-expect";
import { ReadersStage } from "./readers-stage";

for (const binding of BINDINGS) {
  describe(`Readers of the smart-card service in trouble, through ${binding}`, function () {
    this.timeout(30_000);
    let stage: ReadersStage;

    before(async () => {
      stage = await ReadersStage.build(binding);
    });
    beforeEach(() => stage.begin());
    afterEach(() => stage.end());
    after(() => stage.pcscd.close());

    describe("what can go wrong", () => {
      it("names a reader that is not there, and one without a card", async () => {
        await fails(stage.readers.connect("Another reader 00 00"), "reader.gone");
        await fails(stage.readers.connect(stage.reader), "card.none");
      });

      for (const when of ["before", "after"] as const) {
        it(`tells a card that was pulled out ${when} it worked on a command`, async () => {
          const card = await stage.inserted();
          const connection = await stage.readers.connect(stage.reader);
          card.faults.plan({ at: 2, kind: "removed", when });
          await select(connection);
          await fails(select(connection), "card.removed");
          await fails(select(connection), "card.removed");
          await connection.close();
        });
      }

      it("recognises that the card was pulled out between two commands", async () => {
        await stage.inserted();
        const connection = await stage.readers.connect(stage.reader);
        await select(connection);
        await stage.doors[0].remove();
        await fails(select(connection), "card.removed");
        await connection.close();
        await stage.untilNoCard();
        await fails(stage.readers.connect(stage.reader), "card.none");
      });

      it("does not wait forever for a silent card, neither for its answer nor to take it again", async () => {
        await stage.reopen({ command: 200 });
        const card = await stage.inserted();
        const held = holdCard(card);
        const connection = await stage.readers.connect(stage.reader);
        await fails(select(connection), "card.mute");
        await fails(select(connection), "card.mute");
        await connection.close();
        assert.ok(stage.readers.stuck);
        await fails(stage.readers.connect(stage.reader), "card.mute");
        held.release();
        await stage.doors[0].remove();
        await stage.untilNoCard();
        await stage.doors[0].insert(card);
        await stage.untilCard();
        assert.equal(hex(await select(await stage.readers.connect(stage.reader))), "9000");
      });

      it("tells an answer without a status word from a removed card, and goes on", async () => {
        const card = await stage.inserted();
        const connection = await stage.readers.connect(stage.reader);
        card.faults.plan({ at: 1, kind: "answer", bytes: Uint8Array.of(0x90) });
        await fails(select(connection), "card.mute");
        assert.equal(hex(await select(connection)), "9000");
        card.faults.plan({ at: 1, kind: "answer", bytes: Uint8Array.of(0x90) });
        await fails(connection.transmit(Uint8Array.of(0x00, 0xb0, 0x00, 0x00, 0x00, 0x00, 0x00)), "reader.short-only");
      });
    });

    describe("the service", () => {
      it("is found when it starts later", async () => {
        await stage.readers.close();
        await stage.pcscd.stop();
        stage.open();
        await stage.readers.ready();
        assert.deepEqual(stage.readers.state(), { service: false, readers: [], problem: "reader.service" });
        await fails(stage.readers.connect(stage.reader), "reader.service");
        await stage.pcscd.start();
        await stage.until(({ service }) => service);
        await stage.inserted();
        assert.equal(hex(await select(await stage.readers.connect(stage.reader))), "9000");
      });

      for (const end of ["kill", "stop"] as const) {
        it(`may ${end === "kill" ? "be killed" : "stop"} while nothing happens, and come back`, async () => {
          const card = await stage.inserted();
          const { insertion } = stage.readers.state().readers[0]!.card!;
          await stage.pcscd[end]();
          await stage.until(({ service }) => !service);
          await stage.pcscd.start();
          const state = await stage.untilCard();
          assert.notEqual(state.readers[0]!.card!.insertion, insertion);
          const connection = await stage.readers.connect(stage.reader);
          assert.equal(hex(await select(connection)), "9000");
          assert.ok(card.trace.length > 0);
        });
      }

      it("may be killed in the middle of a command, and come back", async () => {
        const card = await stage.inserted();
        const connection = await stage.readers.connect(stage.reader);
        const held = holdCard(card);
        const command = select(connection);
        await held.reached;
        await Promise.all([fails(command, "reader.service"), stage.pcscd.kill()]);
        await fails(select(connection), "reader.service");
        await connection.close();
        held.release();
        await stage.pcscd.start();
        await stage.untilCard();
        assert.equal(hex(await select(await stage.readers.connect(stage.reader))), "9000");
      });

      it("resets a card that a program of ours held when it was killed", async () => {
        const card = await stage.inserted();
        const { program: user } = await stage.program("reader-user.ts", binding, "hold", stage.reader);
        assert.ok(card.pinVerified);
        await user.kill();
        const next = await stage.readers.connect(stage.reader);
        assert.equal(hex(await next.transmit(TRIES_LEFT)), "63c3");
      });

      it("may be restarted several times", async () => {
        for (let round = 0; round < 3; round++) {
          await stage.pcscd.kill();
          await stage.until(({ service }) => !service);
          await stage.pcscd.start();
          await stage.until(({ service }) => service);
        }
        await stage.inserted();
        assert.equal(hex(await select(await stage.readers.connect(stage.reader))), "9000");
      });
    });

    describe("after it was closed", () => {
      for (const [situation, running, options] of [
        ["with a card in use", true, ["Virtual PCD 00 00"]],
        ["with nothing in use", true, []],
        ["without the service", false, []],
      ] as const) {
        it(`lets the process end within a second, ${situation}`, async () => {
          if (running) await stage.inserted();
          else await stage.pcscd.stop();
          const { program: user, answer } = await stage.program("reader-user.ts", binding, "close", ...options);
          const closed = performance.now();
          assert.match(answer, running ? /"service":true/ : /"service":false/);
          assert.equal(await user.ended(), 0);
          assert.ok(performance.now() - closed < 1000, `${performance.now() - closed} ms`);
        });
      }

      it("releases a card that was just being taken", async () => {
        await stage.inserted();
        const taking = fails(stage.readers.connect(stage.reader), "reader.service");
        await stage.readers.ready();
        await Promise.all([taking, stage.readers.close()]);
        assert.equal((await stage.other("exclusive")).answer, "held");
      });

      it("reports nothing any more, and takes no card", async () => {
        await stage.inserted();
        await stage.readers.close();
        const before = stage.states.length;
        await stage.doors[0].remove();
        await fails(stage.readers.connect(stage.reader), "reader.service");
        assert.deepEqual([stage.readers.state().service, stage.states.length], [false, before]);
      });
    });
  });
}
