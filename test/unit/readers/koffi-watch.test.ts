import assert from "node:assert/strict";
import * as v from "valibot";
import type { WatchReports } from "../../../native-host/readers/binding";
import type { Calls } from "../../../native-host/readers/koffi/library";
import { NOTIFICATION } from "../../../native-host/readers/koffi/status";
import { PCSC_SYSTEMS } from "../../../native-host/readers/koffi/systems";
import { KoffiWatch } from "../../../native-host/readers/koffi/watch";
import { ScardError } from "../../../native-host/readers/scard";

const SCARD_E_TIMEOUT = 0x8010000a;
/** Parameters of SCardListReaders and SCardGetStatusChange. The length is written to, so it stays the caller's own. */
const LIST = v.looseTuple([v.unknown(), v.unknown(), v.instance(Buffer), v.custom<number[]>(Array.isArray)]);
const STATUS_CHANGE = v.looseTuple([v.unknown(), v.number(), v.array(v.looseObject({ szReader: v.string() }))]);
/** Milliseconds in which a reader is told that the system does not tell of by itself: two looks. */
const SOON = 1000;

/** A service with these readers, in none of which anything happens. It keeps the names that it was asked about. */
function service(platform: "linux" | "darwin", readers: readonly string[]) {
  const asked = new Set<string>();
  const calls: Calls = {
    system: PCSC_SYSTEMS[platform]!,
    ioRequestSize: 8,
    call: async (name, ...args) => {
      if (name === "SCardListReaders") {
        const [, , list, length] = v.parse(LIST, args);
        length[0] = list.write(`${readers.map((reader) => `${reader}\0`).join("")}\0`);
      }
      if (name !== "SCardGetStatusChange") return;
      const [, ms, states] = v.parse(STATUS_CHANGE, args);
      for (const { szReader } of states) asked.add(szReader);
      await new Promise((resolve) => setTimeout(resolve, ms).unref());
      throw new ScardError(name, SCARD_E_TIMEOUT);
    },
  };
  return { calls, asked };
}

function reports(plugged: (reader: string) => void): WatchReports {
  const nothing = () => {};
  return { plugged, status: nothing, unplugged: nothing, listed: nothing, failed: nothing };
}

describe("The watch on readers through the system's library", () => {
  it("finds a new reader soon on macOS, which tells of none, and does not ask it to", async () => {
    const readers = ["First"];
    const { calls, asked } = service("darwin", readers);
    const told: string[] = [];
    const both = new Promise<void>((resolve) => {
      const watch = new KoffiWatch(
        calls,
        1,
        reports((reader) => {
          told.push(reader);
          if (reader === "First") readers.push("Second");
          else void watch.close().then(resolve);
        }),
      );
    });
    const began = performance.now();
    await both;
    assert.ok(performance.now() - began < SOON);
    assert.deepEqual(told, ["First", "Second"]);
    assert.deepEqual([...asked], ["First"]);
  });

  it("asks Linux to tell", async () => {
    const { calls, asked } = service("linux", []);
    const watch = new KoffiWatch(
      calls,
      1,
      reports(() => {}),
    );
    await new Promise(setImmediate);
    assert.deepEqual([...asked], [NOTIFICATION]);
    await watch.close();
  });
});
