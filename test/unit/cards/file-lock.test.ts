import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CardLock, LockedReader } from "../../../native-host/cards/card-lock";
import { FileLock } from "../../../native-host/cards/file-lock";

const READER = "Reader / 00 00";

describe("The lock on a reader", function () {
  if (process.geteuid === undefined) return;
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-lock-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** The lock of another process. flock(2) tells open files apart, not processes, so one process is enough. */
  const another = (patience?: number): CardLock => new FileLock(() => folder, patience);
  const heldBy = (lock: CardLock): Promise<LockedReader> => lock.take(READER, {});
  /** The lock file of the only reader. */
  const file = (): string =>
    join(
      folder,
      readdirSync(folder).find((name) => !name.endsWith(".next"))!,
    );

  it("belongs to one at a time; the other is told once that it has to wait", async () => {
    const order: string[] = [];
    const first = await another().take(READER, { queued: () => order.push("first waits") });
    const second = another().take(READER, {
      queued: () => {
        order.push("second waits");
        setTimeout(release, 60);
      },
    });
    function release(): void {
      order.push("first goes");
      first.release();
    }
    (await second).release();
    assert.deepEqual(order, ["second waits", "first goes"]);
  });

  it("is separate for each reader", async () => {
    const one = await heldBy(another());
    const other = await another().take("Another reader", { queued: () => assert.fail("nobody uses this one") });
    one.release();
    other.release();
  });

  it("is a file that is closed to others and does not bear the reader's name", async () => {
    (await heldBy(another())).release();
    assert.match(readdirSync(folder).join(" "), /^[0-9a-f]{32} [0-9a-f]{32}\.next$/);
    assert.equal(statSync(file()).mode & 0o777, 0o600);
  });

  it("is no longer waited for after the person gives up, and leaves no open file", async () => {
    const first = await heldBy(another());
    const person = new AbortController();
    const open = openFiles();
    const impatient = another().take(READER, { signal: person.signal, queued: () => person.abort() });
    await assert.rejects(impatient, { code: "operation.cancelled" });
    assert.equal(openFiles(), open);
    first.release();
    (await another().take(READER, { queued: () => assert.fail("somebody still has it") })).release();
  });

  it("is done without when it cannot be had in time, and stays with its owner", async () => {
    const first = await heldBy(another());
    const without = await heldBy(another(40));
    without.release();
    await assert.rejects(another().take(READER, { signal: AbortSignal.timeout(60) }), { code: "operation.cancelled" });
    first.release();
    (await heldBy(another())).release();
  });

  it("reaches everyone who waits although another takes it again and again without a pause", async () => {
    const waiting = new AbortController();
    let turns = 0;
    const greedy = another();
    const taking = (async () => {
      for (; !waiting.signal.aborted; turns += 1) {
        const held = await heldBy(greedy);
        await new Promise((resolve) => {
          setTimeout(resolve, 5);
        });
        held.release();
      }
    })();
    for (let round = 0; round < 3; round += 1) {
      const before = turns;
      (await heldBy(another())).release();
      assert.ok(turns - before < 20, `${turns - before} turns of the other`);
    }
    waiting.abort();
    await taking;
  });

  describe("counts PIN changes", () => {
    it("for everybody who takes it later, and at once for the one that counted", async () => {
      const held = await heldBy(another());
      assert.equal(held.pinChanges, 0);
      held.countPinChange();
      assert.equal(held.pinChanges, 1);
      held.release();
      const later = await heldBy(another());
      assert.equal(later.pinChanges, 1);
      later.countPinChange();
      later.countPinChange();
      later.release();
      assert.equal(readFileSync(file(), "latin1"), "3");
    });

    it("for each reader", async () => {
      const held = await heldBy(another());
      held.countPinChange();
      held.release();
      const other = await another().take("Another reader", {});
      assert.equal(other.pinChanges, 0);
      other.release();
    });

    for (const [what, content] of [
      ["empty", ""],
      ["text", "seven"],
      ["negative", "-1"],
      ["a fraction", "1.5"],
      ["followed by a line", "7\n"],
      ["beyond what can be counted", "9".repeat(16)],
      ["without end", "9".repeat(100_000)],
      ["bytes", "\0\xff"],
    ] as const) {
      it(`from 0 when the file is ${what}`, async () => {
        (await heldBy(another())).release();
        writeFileSync(file(), content, "latin1");
        const held = await heldBy(another());
        assert.equal(held.pinChanges, 0);
        held.countPinChange();
        held.release();
        assert.equal(readFileSync(file(), "latin1"), "1");
      });
    }
  });

  describe("is done without", () => {
    /** Takes the lock twice, as two operations do, and counts a change in between. */
    async function assertGoesOn(lock: CardLock): Promise<void> {
      const held = await heldBy(lock);
      held.countPinChange();
      held.release();
      const again = await heldBy(lock);
      assert.equal(again.pinChanges, 1, "changes of this process are known all the same");
      again.release();
    }

    it("where there is no folder for it", () => assertGoesOn(new FileLock(() => null)));

    it("where the folder is refused", () =>
      assertGoesOn(
        new FileLock(() => {
          throw new Error("refused");
        }),
      ));

    it("where nothing can be written", () => assertGoesOn(new FileLock(() => join(folder, "not", "there"))));

    it("where a link stands in place of the file: it is not followed", async () => {
      (await heldBy(another())).release();
      const [place, target] = [file(), join(folder, "target")];
      writeFileSync(target, "41");
      rmSync(place);
      symlinkSync(target, place);
      await assertGoesOn(another());
      assert.equal(readFileSync(target, "latin1"), "41");
    });
  });
});

/** The number of files that this process has open. */
function openFiles(): number {
  return readdirSync("/dev/fd").length;
}
