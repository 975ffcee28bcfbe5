import assert from "node:assert/strict";
import { inventedCard } from "../../devkit/card/index";
import { createTestPki } from "../../devkit/pki/pki";
import { CardDesk } from "../../native-host/cards/desk";
import { CardMonitor } from "../../native-host/cards/monitor";
import { VarcoError } from "../../shared/errors";
import { InsertedReaders } from "./inserted-readers";

const READER = "Reader";
/** SELECT of the file that holds the chip's data: it is all zero, as the certificate's of a card never activated. */
const OTHER_FILE = Buffer.from("00a4080c0410001002", "hex");

describe("A card whose reading another program interrupts", () => {
  for (const protocol of ["T=0", "T=1"] as const) {
    it(`is read again when it is free (${protocol})`, async () => {
      const readers = new InsertedReaders();
      readers.plug(READER);
      readers.refuse = new VarcoError("card.busy");
      readers.insert(READER, inventedCard(await (await createTestPki()).card(), undefined, { protocol }));
      const monitor = new CardMonitor(readers, new CardDesk(readers), { busy: 1 });
      const asked = monitor.card(READER);
      readers.refuse = null;
      assert.equal((await asked).certificate.name, "ADA COLLAUDO");
      monitor.close();
    });

    it(`is not taken for another one when commands of that program come between ours (${protocol})`, async () => {
      const issued = await (await createTestPki()).card();
      const readers = new InsertedReaders();
      readers.plug(READER);
      readers.shared = true;
      const commands = { ours: 0 };
      // Another file is selected before our second, fifth, eighth … command, for a while.
      readers.meddle = async (card) => {
        commands.ours += 1;
        if (commands.ours < 15 && commands.ours % 3 === 2) await card.transmit(OTHER_FILE);
      };
      readers.insert(READER, inventedCard(issued, undefined, { protocol }));
      const monitor = new CardMonitor(readers, new CardDesk(readers), { pauses: [1] });
      const { der } = await monitor.card(READER);
      assert.deepEqual(Buffer.from(der), Buffer.from(issued.der));
      assert.ok(commands.ours > 15);
      monitor.close();
    });
  }

  it("is believed only when two readings agree, because the end of one may come from another file", async () => {
    const issued = await (await createTestPki()).card();
    const readers = new InsertedReaders();
    readers.plug(READER);
    readers.shared = true;
    const card = inventedCard(issued);
    const meddled = { times: 0 };
    // Before the last READ of the first reading: what comes then would be taken for the signature in the certificate.
    readers.meddle = async (inserted) => {
      const last = inserted.trace.at(-1)?.command.startsWith("00b002fd") === true;
      if (last && meddled.times === 0) {
        meddled.times += 1;
        await inserted.transmit(Buffer.from("00a4080c0411001102", "hex"));
      }
    };
    readers.insert(READER, card);
    const monitor = new CardMonitor(readers, new CardDesk(readers), { pauses: [1], busy: 1 });
    const { der } = await monitor.card(READER);
    assert.deepEqual(Buffer.from(der), Buffer.from(issued.der));
    monitor.close();
  });
});
