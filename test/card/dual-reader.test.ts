import assert from "node:assert/strict";
import { inventedCard, type CardFamilyName } from "../../devkit/card/index";
import { createTestPki } from "../../devkit/pki/pki";
import { CardDesk } from "../../native-host/cards/desk";
import { CardMonitor } from "../../native-host/cards/monitor";
import { InsertedReaders } from "./inserted-readers";

const [SLOT, RADIO] = ["ACS ACR1281 1S Dual Reader ICC 0", "ACS ACR1281 1S Dual Reader PICC 0"] as const;

describe("A reader with a slot and a radio", () => {
  let readers: InsertedReaders;
  let monitor: CardMonitor;
  beforeEach(() => {
    readers = new InsertedReaders();
    for (const name of [SLOT, RADIO]) readers.plug(name);
    monitor = new CardMonitor(readers, new CardDesk(readers));
  });
  afterEach(() => monitor.close());

  const insert = async (reader: string, family: CardFamilyName) =>
    readers.insert(reader, inventedCard(await (await createTestPki()).card(), undefined, { family }));
  const shown = () => monitor.state().readers.map(({ name }) => name);

  it("is shown with the card in its slot, not with the same card read by radio", async () => {
    assert.deepEqual(shown(), [SLOT, RADIO]);
    await insert(RADIO, "ace2021-contactless");
    assert.deepEqual(shown(), [SLOT, RADIO]);
    await insert(SLOT, "ace2021");
    assert.deepEqual(shown(), [SLOT]);
    readers.remove(SLOT);
    assert.deepEqual(shown(), [SLOT, RADIO]);
  });

  it("is shown with its radio when the card in its slot cannot be a CNS", async () => {
    await insert(RADIO, "ace2021-contactless");
    readers.insertMute(SLOT);
    assert.deepEqual(shown(), [SLOT, RADIO]);
  });
});
