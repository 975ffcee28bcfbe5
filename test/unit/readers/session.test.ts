import assert from "node:assert/strict";
import type { PcscBinding, PcscReader, WatchReports } from "../../../native-host/readers/binding";
import { PcscSession } from "../../../native-host/readers/session";

const NO_CARD = { state: 0x10, atr: new Uint8Array() };

/** A service whose readers the test plugs in, and the names of those that were asked for. */
async function begun() {
  const asked: string[] = [];
  let reports: WatchReports | null = null;
  const reader: PcscReader = {
    connect: async () => ({ protocol: 1, exclusive: true }),
    transmit: async () => new Uint8Array(),
    control: async () => new Uint8Array(),
    controlCode: (code) => code,
    disconnect: async () => {},
  };
  const binding: PcscBinding = {
    stuck: false,
    settle: async () => {},
    watch: async (told) => {
      reports = told;
      return {
        reader: (name) => {
          asked.push(name);
          return reader;
        },
        close: async () => {},
        leave: async () => {},
      };
    },
  };
  let insertions = 0;
  const listener = { nextInsertion: () => ++insertions, changed: () => {}, ended: () => {} };
  const session = await PcscSession.begin(binding, listener, new AbortController().signal);
  const plug = (name: string) => {
    reports!.plugged(name);
    reports!.status(name, NO_CARD);
  };
  return { session, asked, plug, unplug: (name: string) => reports!.unplugged(name) };
}

const names = (session: PcscSession) => session.readers().map(({ name }) => name);

describe("The readers of a session with the service", () => {
  it("are known by names without characters that nobody sees, and reached by their own", async () => {
    const { session, asked, plug } = await begun();
    plug("Rea\u202eder\u001b[2J \u200b00");
    assert.deepEqual(names(session), ["Reader[2J 00"]);
    await session.operators.take("Reader[2J 00", 0);
    assert.deepEqual(asked, ["Rea\u202eder\u001b[2J \u200b00"]);
  });

  it("stay apart where their names differ in nothing that is seen", async () => {
    const { session, asked, plug, unplug } = await begun();
    plug("Reader");
    plug("Rea\u200bder");
    plug("\u202e");
    plug("\u2066");
    assert.deepEqual(names(session), ["Reader", "Reader (2)", "Reader (3)", "Reader (4)"]);
    await session.operators.take("Reader (2)", 0);
    assert.deepEqual(asked, ["Rea\u200bder"]);
    unplug("Reader");
    assert.deepEqual(names(session), ["Reader (2)", "Reader (3)", "Reader (4)"], "nobody takes over another's name");
    await assert.rejects(session.operators.take("Reader", 0), { code: "reader.gone" });
    await assert.rejects(session.operators.take("Rea\u200bder", 0), { code: "reader.gone" });
    plug("Reader");
    assert.deepEqual(names(session), ["Reader (2)", "Reader (3)", "Reader (4)", "Reader"]);
  });
});
