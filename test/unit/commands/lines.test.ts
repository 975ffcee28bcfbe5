import assert from "node:assert/strict";
import { firstLines } from "../../../native-host/commands/lines";

async function* stream(...pieces: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* pieces;
}
const pieces = (...texts: string[]) => texts.map((text) => Buffer.from(text));

const first = (input: AsyncIterable<Buffer>, count: number, signal = new AbortController().signal) =>
  firstLines(input, count, signal);
const texts = async (count: number, ...came: string[]) => (await first(stream(...pieces(...came)), count)).map(String);

describe("The first lines of standard input", () => {
  it("are read without their line ends, however they arrive", async () => {
    for (const came of [["12345\n"], ["12345\r\n"], ["123", "45\nmore\n"], ["12345"]])
      assert.deepEqual(await texts(1, ...came), ["12345"], JSON.stringify(came));
    for (const came of [
      ["12345\n24680\n"],
      ["12345\r\n24680\r\n"],
      ["12345", "\n", "24680"],
      ["12", "345\n2468", "0\nmore\n"],
      ["12345\n24680"],
    ]) {
      assert.deepEqual(await texts(2, ...came), ["12345", "24680"], JSON.stringify(came));
    }
  });

  it("may be empty, but must not be missing", async () => {
    assert.deepEqual(await texts(1, "\n"), [""]);
    assert.deepEqual(await texts(2, "12345\n\n"), ["12345", ""]);
    await assert.rejects(first(stream(), 1), { code: "pin.cancelled" });
    for (const came of ["", "12345", "12345\n"])
      await assert.rejects(first(stream(...pieces(came)), 2), { code: "pin.cancelled" }, came);
  });

  it("keep everything except the line end: the rules decide what can be a PIN", async () => {
    assert.deepEqual(await texts(2, " 12345\t\n12\r345\n"), [" 12345\t", "12\r345"]);
  });

  it("leave nothing in the buffers in which they arrived: they are codes", async () => {
    const came = pieces("123", "45\n2468", "0\n");
    await first(stream(...came), 2);
    assert.deepEqual(
      came.map((piece) => piece.every((byte) => byte === 0)),
      [true, true, true],
    );
  });

  it("are not waited for after the person gives up, and the part that arrived is wiped", async () => {
    const came = Buffer.from("12345\n");
    let taken = () => {};
    const waiting = new Promise<void>((resolve) => {
      taken = resolve;
    });
    async function* silent(): AsyncGenerator<Buffer> {
      yield came;
      taken();
      await new Promise(() => {});
    }
    const interrupt = new AbortController();
    const cancelled = assert.rejects(first(silent(), 2, interrupt.signal), { code: "operation.cancelled" });
    await waiting;
    interrupt.abort();
    await cancelled;
    assert.equal(
      came.every((byte) => byte === 0),
      true,
    );
    await assert.rejects(first(stream(...pieces("12345\n")), 1, AbortSignal.abort()), { code: "operation.cancelled" });
  });

  it("are returned as soon as they are complete", async () => {
    async function* endless(): AsyncGenerator<Buffer> {
      yield* pieces("12345\n2468", "0\n");
      assert.fail("more was read");
    }
    assert.deepEqual((await first(endless(), 2)).map(String), ["12345", "24680"]);
    assert.deepEqual(
      (await texts(1, "1".repeat(2000), "2")).map(({ length }) => length),
      [2000],
    );
  });
});
