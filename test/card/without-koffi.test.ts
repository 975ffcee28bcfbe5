import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as v from "valibot";
import { Pcscd } from "./pcscd";

const stateShape = v.object({ service: v.boolean(), readers: v.array(v.object({ name: v.string() })) });

describe("Readers where koffi is not to be had", function () {
  this.timeout(30_000);
  let pcscd: Pcscd;
  before(async () => {
    pcscd = await Pcscd.prepare();
    await pcscd.start();
  });
  after(() => pcscd.close());

  /** The state that a program says which does not find these packages, and its log. */
  async function without(...packages: readonly string[]) {
    const [hook, user] = ["without-packages.mjs", "reader-user.ts"].map((file) =>
      fileURLToPath(new URL(file, import.meta.url)),
    );
    const { stdout, stderr } = await promisify(execFile)(
      process.execPath,
      ["--import", "tsx", "--import", hook!, user!, "any", "close"],
      { timeout: 10_000, env: { ...process.env, VARCO_MISSING: packages.join(" ") } },
    );
    return { state: v.parse(stateShape, JSON.parse(stdout)), log: stderr };
  }

  it("come through pcsclite, and the log says so", async () => {
    const { state, log } = await without("koffi");
    assert.deepEqual(
      state.readers.map(({ name }) => name),
      pcscd.readers,
    );
    assert.match(log, /readers through pcsclite \(koffi: Cannot find package/);
  });

  it("come through koffi where it is there, without a word", async () => {
    const { state, log } = await without("pcsclite");
    assert.equal(state.readers.length, pcscd.readers.length);
    assert.equal(log, "");
  });

  it("are missing without pcsclite, too: the process ends, and the log says why", async () => {
    const { state, log } = await without("pcsclite", "koffi");
    assert.deepEqual(state, { service: false, readers: [] });
    assert.match(log, /no card readers: koffi: Cannot find package.*; pcsclite: Cannot find package/);
  });
});
