import fc from "fast-check";
import { PATIENCE, search } from "./budget";
import { changed } from "./changed-bytes";
import { checkStream, framed } from "./targets/frames";
import { checkBody, PIN } from "./targets/messages";

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

describe("Whatever a browser writes to the host", function suite() {
  this.timeout(PATIENCE);
  const lengths = fc.array(fc.nat({ max: 60 }), { maxLength: 20 });

  it("comes out as the bodies that it is made of, however it is cut, up to a frame that is too long", async () => {
    const stream = fc
      .array(fc.constantFrom(...bodies), { minLength: 1, maxLength: 4 })
      .chain((some) => changed([Buffer.concat(some.map(framed))], 3));
    await search(fc.asyncProperty(stream, lengths, checkStream), 1_500);
  });

  it("is one of our messages or is refused, and the refusal does not repeat a PIN", async () => {
    const anything = fc.json({ maxDepth: 3 }).map((text) => Buffer.from(text));
    await search(
      fc.property(fc.oneof({ weight: 4, arbitrary: changed(bodies) }, { weight: 1, arbitrary: anything }), checkBody),
      3_000,
    );
  });
});
