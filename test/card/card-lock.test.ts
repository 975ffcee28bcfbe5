import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { FileLock } from "../../native-host/cards/file-lock";
import { OtherProgram } from "./other-program";

const READER = "Reader";

describe("The lock on a reader, between processes", function () {
  this.timeout(30_000);
  let folder: string;
  let programs: OtherProgram[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "varco-locks-"));
  });
  afterEach(async () => {
    for (const program of programs.splice(0)) await program.kill();
    await rm(folder, { recursive: true });
  });

  async function start(count: number): Promise<readonly OtherProgram[]> {
    const started = await Promise.all(
      Array.from({ length: count }, () => OtherProgram.start("lock-user.ts", folder, READER)),
    );
    programs = started.map(({ program }) => program);
    return programs;
  }

  it("lets in one of three at a time, and keeps none waiting for long", async () => {
    const journal = join(folder, "journal");
    const TURNS = 25;
    const said = await Promise.all((await start(3)).map((program) => program.order(`turns ${TURNS} ${journal}`)));
    const lines = (await readFile(journal, "latin1")).trim().split("\n");
    assert.equal(lines.length, 2 * 3 * TURNS);
    for (let at = 0; at < lines.length; at += 2) {
      assert.match(lines[at]!, /^\+/);
      assert.equal(lines[at + 1], lines[at]!.replace("+", "-"), `line ${at + 1}`);
    }
    for (const text of said) assert.ok(Number(/^done (\d+)$/.exec(text)![1]) < 2000, text);
  });

  it("is free at once when its holder is killed, and the count of PIN changes remains", async () => {
    const [program] = await start(1);
    assert.equal(await program!.order("take"), "0");
    await program!.order("count");
    let killed = Infinity;
    const kill = () => {
      killed = performance.now();
      void program!.kill();
    };
    const held = await new FileLock(() => folder).take(READER, { queued: kill });
    const after = performance.now() - killed;
    assert.ok(after >= 0 && after < 500, `${after} ms`);
    assert.equal(held.pinChanges, 1);
    held.release();
  });

  it("is not held up by a process that is killed while it waits", async () => {
    const held = await new FileLock(() => folder).take(READER);
    const [impatient] = await start(1);
    assert.equal(await impatient!.order("take"), "waits");
    await impatient!.kill();
    held.release();
    const asked = performance.now();
    (await new FileLock(() => folder).take(READER)).release();
    assert.ok(performance.now() - asked < 500);
  });
});
