import assert from "node:assert/strict";
import fc from "fast-check";
import { VarcoError } from "../../../shared/errors";
import { encodeFrame, readFrames } from "../../../native-host/messaging/frames";
import { parseMessage } from "../../../native-host/messaging/parse";
import { PATIENCE, search } from "./budget";
import { changed } from "./changed-bytes";

/** Little above the longest of the bodies: changed lengths are often beyond it. */
const LIMIT = 160;
const PIN = "97531";
const card = { reader: "Reader", insertion: 1 };
const SOUND: readonly object[] = [
  { kind: "request", id: 1, type: "hello", params: { protocol: 1, version: "0.1.0" } },
  { kind: "request", id: 2, type: "openLogin", params: { ...card, origin: "https://a.example" } },
  { kind: "request", id: 3, type: "changePin", params: { reader: "R", codes: { oldPin: PIN, newPin: "24680" } } },
  {
    kind: "request",
    id: 4,
    type: "relay",
    params: { login: 1, method: "GET", url: "https://a.example/", headers: [["a", "b"]], bodyLength: 0 },
  },
  { kind: "pinAnswer", id: 5, params: { pin: PIN } },
  { kind: "pinRefused", id: 6 },
  { kind: "chunk", id: 7, data: "AAAA" },
];
const bodies = SOUND.map((message) => Buffer.from(JSON.stringify(message)));

/** The pieces in which a pipe hands the bytes over; the reader may wipe them. */
async function* cut(bytes: Buffer, lengths: readonly number[]): AsyncGenerator<Buffer> {
  let at = 0;
  for (const length of lengths) {
    yield Buffer.from(bytes.subarray(at, at + length));
    at += length;
  }
  yield Buffer.from(bytes.subarray(at));
}

/** The bodies that come out, and whether a frame was refused as too long. */
async function read(bytes: Buffer, lengths: readonly number[]): Promise<{ out: Buffer[]; tooLong: boolean }> {
  const out: Buffer[] = [];
  try {
    for await (const body of readFrames(cut(bytes, lengths), LIMIT)) out.push(body);
    return { out, tooLong: false };
  } catch (thrown) {
    assert(thrown instanceof VarcoError && thrown.code === "message.too-long", String(thrown));
    return { out, tooLong: true };
  }
}

/** A frame with this body, as the browser writes it. */
function framed(body: Buffer): Buffer {
  const length = Buffer.from(encodeFrame("").subarray(0, 4));
  new Uint32Array(length.buffer, length.byteOffset, 1)[0] = body.length;
  return Buffer.concat([length, body]);
}

describe("Whatever a browser writes to the host", function suite() {
  this.timeout(PATIENCE);
  const lengths = fc.array(fc.nat({ max: 60 }), { maxLength: 20 });

  it("comes out as the bodies that it is made of, however it is cut, up to a frame that is too long", async () => {
    const stream = fc
      .array(fc.constantFrom(...bodies), { minLength: 1, maxLength: 4 })
      .chain((some) => changed([Buffer.concat(some.map(framed))], 3));
    await search(
      fc.asyncProperty(stream, lengths, async (bytes, pieces) => {
        const { out, tooLong } = await read(bytes, pieces);
        const whole = Buffer.concat(out.map(framed));
        assert(out.every(({ length }) => length <= LIMIT));
        assert.deepEqual(bytes.subarray(0, whole.length), whole);
        const left = bytes.subarray(whole.length);
        const announced = left.length < 4 ? null : new Uint32Array(Uint8Array.from(left.subarray(0, 4)).buffer)[0]!;
        assert.equal(tooLong, announced !== null && announced > LIMIT);
        if (!tooLong && announced !== null) assert(announced > left.length - 4, "a whole frame was left");
      }),
      1_500,
    );
  });

  it("is one of our messages or is refused, and the refusal does not repeat a PIN", async () => {
    const anything = fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text));
    await search(
      fc.property(fc.oneof({ weight: 4, arbitrary: changed(bodies) }, { weight: 1, arbitrary: anything }), (body) => {
        const message = parseMessage(body);
        if (!("error" in message)) return;
        assert.equal(message.error.code, "message.malformed");
        assert(message.id === null || (Number.isSafeInteger(message.id) && message.id > 0));
        assert(!JSON.stringify(message.error).includes(PIN), JSON.stringify(message.error));
      }),
      3_000,
    );
  });
});
