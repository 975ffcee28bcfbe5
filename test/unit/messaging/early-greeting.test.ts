import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROTOCOL_VERSION } from "../../../shared/identity";
import { LIMITS } from "../../../shared/limits";
import { greetEarly } from "../../../native-host/messaging/early-greeting";
import { encodeFrame } from "../../../native-host/messaging/frames";
import { greetingAnswer, greetingIn } from "../../../native-host/messaging/greeting";
import { parseMessage } from "../../../native-host/messaging/parse";

const params = { protocol: PROTOCOL_VERSION, version: "0.1.0" };
const hello = { kind: "request", id: 7, type: "hello", params } as const;

describe("The greeting that is recognised without the code for other messages", () => {
  const bodyOf = (message: unknown) => Buffer.from(JSON.stringify(message));

  for (const message of [
    hello,
    {
      params: { cards: false, version: "v".repeat(32), protocol: PROTOCOL_VERSION },
      type: "hello",
      id: LIMITS.extensionFrame,
      kind: "request",
    },
    { ...hello, id: Number.MAX_SAFE_INTEGER, params: { ...params, cards: false } },
  ])
    it(`is what the validation of all messages makes of it: ${JSON.stringify(message)}`, () => {
      const greeting = greetingIn(bodyOf(message));
      assert.notEqual(greeting, null);
      assert.deepEqual(greeting, parseMessage(bodyOf(message)));
    });

  for (const body of [
    "",
    "null",
    "[]",
    "1",
    "{",
    `[${JSON.stringify(hello)}]`,
    ...[
      {},
      { ...hello, kind: "result" },
      { ...hello, type: "module" },
      { ...hello, type: undefined },
      { ...hello, id: 0 },
      { ...hello, id: 1.5 },
      { ...hello, id: "1" },
      { ...hello, id: 2 ** 53 },
      { ...hello, id: undefined },
      { ...hello, more: 1 },
      { ...hello, params: null },
      { ...hello, params: [] },
      { ...hello, params: {} },
      { ...hello, params: { ...params, more: 1 } },
      { ...hello, params: { ...params, cards: true } },
      { ...hello, params: { ...params, cards: null } },
      { ...hello, params: { ...params, protocol: "1" } },
      { ...hello, params: { ...params, protocol: -1 } },
      { ...hello, params: { ...params, protocol: 1.5 } },
      { ...hello, params: { ...params, version: 1 } },
      { ...hello, params: { ...params, version: "v".repeat(33) } },
    ].map((message) => JSON.stringify(message)),
    JSON.stringify(hello).replace('"id"', '"__proto__":{},"id"'),
  ])
    it(`is nothing that the validation refuses: ${body}`, () => {
      assert.equal(greetingIn(Buffer.from(body)), null);
      assert("error" in parseMessage(Buffer.from(body)));
    });

  it("is of our own protocol, plain and short: the port answers all others", () => {
    for (const message of [
      { ...hello, params: { ...params, protocol: PROTOCOL_VERSION + 1 } },
      { ...hello, params: { ...params, version: "è" } },
    ])
      assert.equal(greetingIn(bodyOf(message)), null);
    assert.equal(greetingIn(Buffer.from(JSON.stringify(hello) + " ".repeat(512))), null);
    assert.equal(greetingIn(Buffer.from([0xff])), null);
  });
});

describe("The early answer to a greeting", () => {
  let folder: string;
  const opened: number[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-greeting-"));
  });
  afterEach(() => {
    for (const descriptor of opened.splice(0)) closeSync(descriptor);
    rmSync(folder, { recursive: true });
  });
  const open = (name: string, flags: string | number) => {
    const descriptor = openSync(join(folder, name), flags);
    opened.push(descriptor);
    return descriptor;
  };
  const inputOf = (...bytes: readonly Uint8Array[]) => {
    writeFileSync(join(folder, "input"), Buffer.concat(bytes));
    return open("input", "r");
  };
  /** A pipe of which neither a read nor a write waits. */
  const impatientPipe = () => {
    execFileSync("mkfifo", [join(folder, "pipe")]);
    return open("pipe", constants.O_RDWR | constants.O_NONBLOCK);
  };
  const answer = encodeFrame({ kind: "result", id: 7, result: greetingAnswer() });

  it("is written, and nothing behind the greeting is read", () => {
    const next = encodeFrame({ kind: "request", id: 8, type: "module", params: {} });
    const input = inputOf(encodeFrame(hello), next);
    const { greeting, unread, unsent } = greetEarly(input, open("output", "w"));
    assert.deepEqual(greeting, params);
    assert.deepEqual([unread.length, unsent.length], [0, 0]);
    assert.deepEqual(readFileSync(join(folder, "output")), answer);
    const rest = Buffer.alloc(next.length + 1);
    assert.equal(readSync(input, rest), next.length);
    assert.deepEqual(rest.subarray(0, -1), next);
  });

  for (const [what, bytes] of [
    ["nothing", Buffer.alloc(0)],
    ["part of a length", Buffer.of(9, 0)],
    ["part of a greeting", encodeFrame(hello).subarray(0, 30)],
    ["an empty frame", Buffer.alloc(4)],
    ["another message", encodeFrame({ kind: "request", id: 1, type: "module", params: {} })],
    ["no message", encodeFrame("hello")],
  ] as const)
    it(`is not given to ${what}, which is left to the port`, () => {
      const { greeting, unread } = greetEarly(inputOf(bytes), open("output", "w"));
      assert.equal(greeting, null);
      assert.deepEqual(unread, bytes);
      assert.equal(readFileSync(join(folder, "output")).length, 0);
    });

  it("leaves a long message in the input", () => {
    const long = encodeFrame({ ...hello, more: "x".repeat(600) });
    const { greeting, unread } = greetEarly(inputOf(long), open("output", "w"));
    assert.equal(greeting, null);
    assert.deepEqual(unread, long.subarray(0, 4));
  });

  it("is left to the port where the input has nothing at the moment", () => {
    const { greeting, unread } = greetEarly(impatientPipe(), open("output", "w"));
    assert.equal(greeting, null);
    assert.equal(unread.length, 0);
  });

  it("is kept where the output takes nothing at the moment, and where it is closed", () => {
    const full = impatientPipe();
    assert.throws(
      () => {
        for (;;) writeSync(full, Buffer.alloc(4096));
      },
      { code: "EAGAIN" },
    );
    assert.deepEqual(greetEarly(inputOf(encodeFrame(hello)), full).unsent, answer);
    assert.deepEqual(greetEarly(inputOf(encodeFrame(hello)), open("input", "r")).unsent, answer);
  });
});
