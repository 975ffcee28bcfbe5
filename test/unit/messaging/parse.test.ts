import assert from "node:assert/strict";
import { parseMessage } from "../../../native-host/messaging/parse";

const bytes = (value: unknown) => Buffer.from(typeof value === "string" ? value : JSON.stringify(value));
const hello = { kind: "request", id: 1, type: "hello", params: { protocol: 1, version: "0.1.0" } };
const relay = {
  kind: "request",
  id: 4,
  type: "relay",
  params: { login: 1, method: "GET", url: "https://a.example/", headers: [], bodyLength: 0 },
};

const login = { origin: "https://a.example", reader: "r", insertion: 1 };

describe("A message from the extension", () => {
  it("is accepted when it has exactly the agreed form", () => {
    for (const message of [hello, relay, { kind: "chunk", id: 3, data: "AAAA" }, { kind: "pinRefused", id: 2 }]) {
      assert.deepEqual(parseMessage(bytes(message)), message);
    }
  });

  const refused: Record<string, [message: Buffer, id: number | null]> = {
    "is empty": [Buffer.alloc(0), null],
    "is not UTF-8": [Buffer.from([0x22, 0xff, 0xfe, 0x22]), null],
    "is not JSON": [bytes('{"kind":'), null],
    "is not an object": [bytes("[1,2]"), null],
    "is null": [bytes("null"), null],
    "is of an unknown kind": [bytes({ ...hello, kind: "order" }), 1],
    "is of an unknown type": [bytes({ ...hello, type: "format-disk" }), 1],
    "has a type that every object has": [bytes({ ...hello, type: "constructor" }), 1],
    "has an extra key": [bytes({ ...hello, extra: true }), 1],
    "has an extra key inside": [bytes({ ...hello, params: { ...hello.params, extra: true } }), 1],
    "lacks a key": [bytes({ ...hello, params: { protocol: 1 } }), 1],
    "has no number": [bytes({ ...hello, id: undefined }), null],
    "has a number that is not whole": [bytes({ ...hello, id: 1.5 }), null],
    "has a number of zero": [bytes({ ...hello, id: 0 }), null],
    "has a method that is not relayed": [bytes({ ...relay, params: { ...relay.params, method: "DELETE" } }), 4],
    "has an endless URL": [
      bytes({ ...relay, params: { ...relay.params, url: `https://a.example/${"x".repeat(20_000)}` } }),
      4,
    ],
    "announces a body beyond the limit": [bytes({ ...relay, params: { ...relay.params, bodyLength: 30_000_000 } }), 4],
    "has too many headers": [bytes({ ...relay, params: { ...relay.params, headers: Array(201).fill(["a", "b"]) } }), 4],
    "has data that is not base64": [bytes({ kind: "chunk", id: 3, data: "<script>" }), 3],
    "has a PIN of absurd length": [bytes({ kind: "pinAnswer", id: 1, params: { pin: "1".repeat(100) } }), 1],
    "asks to log in to something that is not an origin": [
      bytes({ kind: "request", id: 9, type: "openLogin", params: { ...login, origin: "https://a.example/path" } }),
      9,
    ],
    "asks to log in without TLS": [
      bytes({ kind: "request", id: 9, type: "openLogin", params: { ...login, origin: "http://a.example" } }),
      9,
    ],
    "asks to log in with whatever card is in": [
      bytes({ kind: "request", id: 9, type: "openLogin", params: { ...login, insertion: undefined } }),
      9,
    ],
    "names a proxy that is none": [
      bytes({ kind: "request", id: 9, type: "openLogin", params: { ...login, proxy: { kind: "script" } } }),
      9,
    ],
  };
  for (const [what, [message, id]] of Object.entries(refused)) {
    it(`is refused, with its number if it has one, when it ${what}`, () => {
      const parsed = parseMessage(message);
      assert("error" in parsed);
      assert.equal(parsed.error.code, "message.malformed");
      assert.equal(parsed.id, id);
    });
  }

  it("is never quoted in the error: it may hold a PIN", () => {
    for (const text of [
      '{"kind":"pinAnswer","id":1,"params":{"pin":"98765"',
      '{"kind":"pinAnswer","id":1,"params":{"pin":98765}}',
      '{"kind":"pinAnswer","id":1,"params":{"pin":"98765","98765":1}}',
    ]) {
      const parsed = parseMessage(bytes(text));
      assert("error" in parsed);
      assert.doesNotMatch(JSON.stringify(parsed.error) + parsed.error.message, /98765/);
    }
  });
});
