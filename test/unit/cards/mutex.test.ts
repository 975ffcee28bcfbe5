import assert from "node:assert/strict";
import { Mutex } from "../../../native-host/cards/mutex";

function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe("The mutex", () => {
  it("runs one piece of work at a time, in order, and tells those that have to wait", async () => {
    const mutex = new Mutex();
    const first = gate();
    const order: string[] = [];
    const passing = mutex.runExclusive(
      async () => {
        await first.opened;
        order.push("first");
      },
      undefined,
      () => order.push("first waits"),
    );
    const waiting = mutex.runExclusive(
      async () => {
        order.push("second");
      },
      undefined,
      () => order.push("second waits"),
    );
    first.open();
    await Promise.all([passing, waiting]);
    assert.deepEqual(order, ["second waits", "first", "second"]);
  });

  it("runs the next one after one that failed", async () => {
    const mutex = new Mutex();
    await assert.rejects(
      mutex.runExclusive(async () => {
        throw new Error("broken");
      }),
      /broken/,
    );
    assert.equal(await mutex.runExclusive(async () => 7), 7);
  });

  it("lets a waiting one give up at once, and lets nobody past the one that runs", async () => {
    const mutex = new Mutex();
    const inside = gate();
    const abort = new AbortController();
    const passing = mutex.runExclusive(() => inside.opened);
    const impatient = mutex.runExclusive(async () => "never", abort.signal);
    let entered = false;
    const third = mutex.runExclusive(async () => {
      entered = true;
    });
    abort.abort();
    await assert.rejects(impatient, { code: "operation.cancelled" });
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    assert.equal(entered, false);
    inside.open();
    await Promise.all([passing, third]);
    assert.equal(entered, true);
  });
});
