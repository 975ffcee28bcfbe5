import assert from "node:assert/strict";
import { mock } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { CALLS } from "../../../../native-host/pkcs11/rpc/calls";
import { Client } from "./client";
import { tokenThat } from "./token-double";
import { willingToken } from "./willing-token";
import { byteArray, frame, HANDSHAKE, hex, lengthAndBytes, message, NO_BYTES, request, u32, u64, u8 } from "./wire";

const SEED = 0x5eed;
const MESSAGES = 4000;
const STREAMS = 1000;
const MiB = 1024 * 1024;

/** Numbers that look random and are the same each time (mulberry32); below `bound`. */
function numbersFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}

let mostAsked = 0;
const WILLING = willingToken((count) => {
  mostAsked = Math.max(mostAsked, count);
});

const TEMPLATE = Buffer.concat([
  u32(4),
  hex("00000000 01 00000008 0000000000000003"),
  hex("00000001 01 00000001 01"),
  hex("00000102 01 00000002 00000002 abcd"),
  hex("40000211 01 00000018 00000001 00000003 00"),
]);
const SOUND: readonly Buffer[] = [
  request("C_Initialize", byteArray(HANDSHAKE), u8(0), byteArray("\0")),
  request("C_Finalize"),
  request("C_GetInfo"),
  request("C_GetSlotList", u8(1), u32(2)),
  request("C_GetTokenInfo", u64(1)),
  request("C_GetMechanismList", u64(1), u32(9)),
  request("C_GetMechanismInfo", u64(1), u64(1)),
  request("C_OpenSession", u64(1), u64(4)),
  request("C_SetPIN", u64(1), byteArray("12345"), NO_BYTES),
  request("C_Login", u64(1), u64(1), byteArray("12345")),
  request("C_GetAttributeValue", u64(1), u64(1), u32(3), hex("00000000 00000008 00000011 00001000 40000211 00000000")),
  request(
    "C_GetAttributeValue",
    u64(1),
    u64(1),
    u32(2),
    hex("40000211 00000018 00000001 00000000 00000008 00000011 00000000"),
  ),
  request("C_FindObjectsInit", u64(1), TEMPLATE),
  request("C_FindObjects", u64(1), u32(100)),
  request("C_SignInit", u64(1), hex("00000001 ffffffff"), u64(3)),
  request("C_SignInit", u64(1), hex("0000000d 01 0000000000000250 0000000000000002 0000000000000020"), u64(3)),
  request("C_Sign", u64(1), byteArray("data"), u32(256)),
  request("C_SignUpdate", u64(1), byteArray("data")),
  request("C_SignFinal", u64(1), u32(256)),
  request("C_SeedRandom", u64(1), byteArray("seed")),
  request("C_GenerateRandom", u64(1), u32(20)),
  request("C_CreateObject", u64(1), TEMPLATE),
  message(90, "u", u64(1)),
];
const NUMBERS = [0, 1, 2, 0xff, 0x10000, 0x7fffffff, 0x80000000, 0xfffffffe, 0xffffffff];

type Random = (bound: number) => number;
const CHANGES: readonly ((bytes: Buffer, random: Random) => Buffer)[] = [
  (bytes, random) => bytes.subarray(0, random(bytes.length + 1)),
  (bytes, random) => Buffer.concat([bytes, Buffer.alloc(random(40), random(256))]),
  (bytes, random) => {
    if (bytes.length > 0) bytes[random(bytes.length)] = random(256);
    return bytes;
  },
  (bytes, random) => {
    if (bytes.length >= 4) bytes.writeUInt32BE(NUMBERS[random(NUMBERS.length)]!, random(bytes.length - 3));
    return bytes;
  },
  (bytes, random) => {
    const at = random(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), lengthAndBytes(Buffer.alloc(random(20))), bytes.subarray(at)]);
  },
  (bytes, random) => {
    const at = random(bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random(9))]);
  },
];

function changed(sound: Buffer, random: Random): Buffer {
  let bytes: Buffer = Buffer.from(sound);
  for (let changes = 1 + random(3); changes > 0; changes--) bytes = CHANGES[random(CHANGES.length)]!(bytes, random);
  return bytes;
}

setFlagsFromString("--expose-gc");
const collect: unknown = runInNewContext("gc");

/** Bytes that this process holds, without garbage. */
function held(): number {
  if (typeof collect === "function") Reflect.apply(collect, undefined, []);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe("Serving a PKCS#11 client that sends nonsense", () => {
  it("answers every message, with an answer to the call or a CK_RV, and goes on", async () => {
    const random = numbersFrom(SEED);
    const stderr = mock.method(process.stderr, "write", () => true);
    const client = new Client(tokenThat(WILLING));
    const before = held();
    const answers = new Map<number, number>();
    try {
      for (let count = 0; count < MESSAGES; count++) {
        const sent = changed(SOUND[random(SOUND.length)]!, random);
        const answer = await client.call(sent);
        const id = answer.readUInt32BE(0);
        const letters = answer.toString("latin1", 8, 8 + answer.readUInt32BE(4));
        answers.set(id, (answers.get(id) ?? 0) + 1);
        if (id === 0)
          assert.ok(
            letters === "u" && answer.length === 17 && answer.readBigUInt64BE(9) > 0n,
            `message ${count}: ${sent.toString("hex")}`,
          );
        else
          assert.ok(
            letters === CALLS[id - 1]?.response && id === sent.readUInt32BE(0),
            `message ${count}: ${sent.toString("hex")}`,
          );
      }
    } finally {
      stderr.mock.restore();
    }
    assert.equal(stderr.mock.callCount(), 0, "nothing but CkErrors is thrown");
    await client.end();
    // Else the messages were too sound, or too broken, to show anything.
    assert.ok((answers.get(0) ?? 0) > MESSAGES / 2 && answers.size > 15, JSON.stringify([...answers]));
    assert.ok(mostAsked <= 32 * 1024, `asked the token for ${mostAsked}`);
    assert.ok(held() - before < 8 * MiB, `${((held() - before) / MiB).toFixed(1)} MiB more than before`);
  });

  it("answers or ends, whatever the stream holds", async () => {
    const random = numbersFrom(SEED + 1);
    const before = held();
    let answered = 0;
    for (let count = 0; count < STREAMS; count++) {
      const client = new Client(tokenThat(WILLING), random(4));
      const frames = Array.from({ length: 1 + random(4) }, (_, code) =>
        frame(code + 1, SOUND[random(SOUND.length)]!, Buffer.alloc(random(9))),
      );
      client.input.write(changed(Buffer.concat(frames), random));
      await client.end();
      answered += client.order.length;
    }
    assert.ok(answered > STREAMS / 2, `${answered} answers`);
    assert.ok(held() - before < 8 * MiB, `${((held() - before) / MiB).toFixed(1)} MiB more than before`);
  });
});
