import assert from "node:assert/strict";
import { IDLE, KeptPin, startTimer } from "../../../native-host/pkcs11/kept-pin";

describe("the PIN of a login, in memory", () => {
  const digits = Buffer.from("12345");

  it("is a copy, given out until it is forgotten, and wiped then", () => {
    const given = Buffer.from(digits);
    const kept = new KeptPin(
      given,
      0,
      () => () => {},
      () => {},
    );
    given.fill(0);
    const used = kept.use();
    assert.deepEqual(used && Buffer.from(used), digits);
    kept.forget();
    assert.deepEqual(used && Buffer.from(used), Buffer.alloc(5));
    assert.equal(kept.use(), null);
  });

  it("has ten minutes, which begin anew with every use and end with it", () => {
    const running = new Set<number>();
    let begun = 0;
    const kept = new KeptPin(
      digits,
      0,
      (ms) => {
        assert.equal(ms, 10 * 60 * 1000);
        const timer = begun++;
        running.add(timer);
        return () => running.delete(timer);
      },
      () => {},
    );
    kept.use();
    kept.use();
    assert.deepEqual([...running], [2]);
    kept.forget();
    assert.deepEqual([...running], []);
    kept.use();
    assert.equal(begun, 3);
  });

  it("tells when they are over", async () => {
    await new Promise<void>((expired) => {
      new KeptPin(
        digits,
        0,
        (ms, then) => {
          assert.equal(ms, IDLE);
          setImmediate(then);
          return () => {};
        },
        expired,
      );
    });
  });

  it("is over after ten minutes in which the computer slept, and no timer ran", () => {
    let now = 1_000_000;
    let expired = 0;
    const kept = new KeptPin(
      digits,
      0,
      () => () => {},
      () => {
        expired += 1;
      },
      () => now,
    );
    now += IDLE - 1;
    assert.notEqual(kept.use(), null);
    now += IDLE;
    assert.equal(kept.use(), null);
    assert.equal(expired, 1);
  });

  it("is over then without being used, too, and wiped", () => {
    let now = 1_000_000;
    const kept: KeptPin = new KeptPin(
      digits,
      0,
      () => () => {},
      () => kept.forget(),
      () => now,
    );
    const used = kept.use();
    assert.equal(kept.isOver(), false);
    now += IDLE;
    assert.equal(kept.isOver(), true);
    assert.deepEqual(used && Buffer.from(used), Buffer.alloc(5));
  });

  it("has an hour at most, however often it is used", () => {
    const MINUTE = 60_000;
    let now = 1_000_000;
    let expired = 0;
    const timers: number[] = [];
    const kept: KeptPin = new KeptPin(
      digits,
      0,
      (ms) => {
        timers.push(ms);
        return () => {};
      },
      () => {
        expired += 1;
        kept.forget();
      },
      () => now,
    );
    for (let minutes = 9; minutes <= 54; minutes += 9) {
      now += 9 * MINUTE;
      assert.notEqual(kept.use(), null);
    }
    assert.deepEqual(timers.slice(-2), [10 * MINUTE, 6 * MINUTE], "the timer knows the last moment");
    now += 6 * MINUTE - 1;
    assert.notEqual(kept.use(), null);
    now += 1;
    assert.equal(kept.use(), null);
    assert.equal(expired, 1);
  });

  it("keeps no process alive", () => {
    const before = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    const cancel = startTimer(IDLE, () => {});
    const meanwhile = process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;
    cancel();
    assert.equal(meanwhile, before);
  });
});
