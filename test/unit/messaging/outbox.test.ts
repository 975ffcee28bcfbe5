import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { Outbox } from "../../../native-host/messaging/outbox";

const fault = { kind: "fault", error: { code: "internal", details: {} } } as const;

describe("The outbox to the extension", () => {
  it("leaves no listeners on the pipe, however often it waits for the browser", async () => {
    const pipe = new Writable({
      highWaterMark: 1,
      write: (_data, _encoding, done) => {
        setImmediate(done);
      },
    });
    const outbox = new Outbox(pipe);
    const before = pipe.eventNames().map((name) => [name, pipe.listenerCount(name)]);
    for (let n = 0; n < 5; n += 1) {
      outbox.send(fault);
      assert.ok(pipe.writableNeedDrain);
      await outbox.drained();
      assert.ok(!pipe.writableNeedDrain);
    }
    assert.deepEqual(
      pipe.eventNames().map((name) => [name, pipe.listenerCount(name)]),
      before,
    );
  });

  it("does not wait for a browser that has gone", async () => {
    const pipe = new Writable({ highWaterMark: 1, write: () => undefined });
    const outbox = new Outbox(pipe);
    outbox.send(fault);
    const waiting = outbox.drained();
    pipe.destroy();
    await waiting;
  });
});
