import assert from "node:assert/strict";
import { Deadline } from "../../../native-host/tls/deadline";

const pause = (ms: number) =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

describe("a deadline", () => {
  it("stands still until it runs", async () => {
    let passed = 0;
    const deadline = new Deadline(10, () => {
      passed += 1;
    });
    await pause(40);
    assert.equal(passed, 0);
    await new Promise<void>((resolve) => {
      new Deadline(10, resolve).run();
    });
    deadline.run();
    await pause(40);
    assert.equal(passed, 1);
  });

  it("does not count the time in which it stands still, and does not begin anew after it", async () => {
    const began = performance.now();
    let standing = 0;
    await new Promise<void>((resolve) => {
      const deadline = new Deadline(60, resolve);
      deadline.run();
      setTimeout(() => {
        const since = performance.now();
        deadline.pause();
        setTimeout(() => {
          standing = performance.now() - since;
          deadline.run();
        }, 100);
      }, 40);
    });
    const counted = performance.now() - began - standing;
    assert(counted >= 58, `${counted}`);
  });

  it("passes at most once, and never after its end", async () => {
    let passed = 0;
    const over = new Deadline(5, () => {
      passed += 1;
    });
    over.run();
    over.run();
    await pause(30);
    over.run();
    await pause(30);
    assert.equal(passed, 1);
    const ended = new Deadline(5, () => {
      passed += 1;
    });
    ended.run();
    ended.end();
    ended.run();
    await pause(30);
    assert.equal(passed, 1);
  });
});
