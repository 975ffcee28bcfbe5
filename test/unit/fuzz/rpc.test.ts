import assert from "node:assert/strict";
import { mock } from "node:test";
import fc, { type Arbitrary } from "fast-check";
import { CALLS, type Call } from "../../../native-host/pkcs11/rpc/calls";
import { tokenThat } from "../pkcs11/rpc/token-double";
import { byteArray, frame, message, NO_BYTES, u32, u64, u8 } from "../pkcs11/rpc/wire";
import { PATIENCE, search } from "./budget";
import { changed } from "./changed-bytes";
import { checkCalls } from "./targets/rpc-calls";
import { checkStream } from "./targets/rpc-stream";

const number = fc.oneof(
  fc.constantFrom(0n, 1n, 3n, 0xffffffffn, 0x80000000n, (1n << 64n) - 1n),
  fc.bigInt(0n, (1n << 64n) - 1n),
);
const short = fc.oneof(fc.constantFrom(0, 1, 512, 513, 0xffff, 0x7fffffff, 0xffffffff), fc.nat());
const bytes = fc.oneof(
  fc.constant(NO_BYTES),
  fc.uint8Array({ maxLength: 300 }).map((given) => byteArray(given)),
  fc
    .tuple(short, fc.uint8Array({ maxLength: 20 }))
    .map(([length, given]) => Buffer.concat([u8(1), u32(length), given])),
);
const type = fc.constantFrom(0, 1, 3, 0x11, 0x100, 0x102, 0x40000211, 0x40000600, 0x80000000, 0xffffffff);
const attribute = fc
  .tuple(
    type,
    fc.nat({ max: 2 }),
    short,
    fc.oneof(
      fc.uint8Array({ maxLength: 24 }),
      number.map((value) => u64(value)),
    ),
  )
  .map(([kind, valid, length, value]) => Buffer.concat([u32(kind), u8(valid), u32(length), value]));
const mechanism = fc
  .tuple(fc.constantFrom(1, 3, 0xd, 0x250, 0xffffffff), bytes, number)
  .map(([kind, parameter, more]) => Buffer.concat([u32(kind), parameter, u64(more)]));
const many = (one: Arbitrary<Buffer>) =>
  fc
    .tuple(short, fc.array(one, { maxLength: 5 }))
    .chain(([lie, all]) => fc.boolean().map((honest) => Buffer.concat([u32(honest ? all.length : lie), ...all])));

/** Arguments by their letters: rpc-message.h of p11-kit. */
const LETTERS: Readonly<Record<string, Arbitrary<Buffer>>> = {
  u: number.map((value) => u64(value)),
  y: fc.nat({ max: 255 }).map((value) => u8(value)),
  z: bytes,
  s: bytes,
  v: fc.constant(Buffer.of(1, 0)),
  M: mechanism,
  ay: bytes,
  aA: many(attribute),
  au: many(number.map((value) => u64(value))),
  fy: short.map((value) => u32(value)),
  fu: short.map((value) => u32(value)),
  fA: many(fc.tuple(type, short).map(([kind, length]) => Buffer.concat([u32(kind), u32(length)]))),
};
const call = fc.constantFrom(...CALLS).chain((called) => {
  const letters = called.request.match(/[af]?[a-zA-Z]/g) ?? [];
  return fc
    .tuple(...letters.map((one) => LETTERS[one] ?? fc.constant(Buffer.alloc(0))))
    .map((args): [Call, Buffer] => [called, message(called.id, called.request, ...args)]);
});

describe("Whatever a program sends to the module", function suite() {
  this.timeout(PATIENCE);
  let stderr: ReturnType<typeof mock.method>;
  beforeEach(() => {
    stderr = mock.method(process.stderr, "write", () => true);
  });
  afterEach(() => stderr.mock.restore());
  const nothingLogged = () => assert.equal(stderr.mock.callCount(), 0, "nothing but CkErrors is thrown");

  it("is answered call by call, if only the letters are right", async () => {
    await search(
      fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 6 }), async (calls) => {
        await checkCalls(tokenThat({}), calls);
        nothingLogged();
      }),
      2_500,
    );
  });

  it("is answered or ends the stream, in whatever pieces it comes", async () => {
    const stream = fc
      .array(call, { minLength: 1, maxLength: 4 })
      .chain((calls) => changed([Buffer.concat(calls.map(([, one], code) => frame(code + 1, one)))], 3));
    await search(
      fc.asyncProperty(stream, fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 20 }), async (sent, pieces) => {
        await checkStream(sent.length % 4, sent, pieces);
        nothingLogged();
      }),
      2_500,
    );
  });
});
