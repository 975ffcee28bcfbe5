import assert from "node:assert/strict";
import { PassThrough, Writable } from "node:stream";
import { CKR } from "../../../../native-host/pkcs11/constants";
import { CkError, type Cryptoki, type SlotInfo } from "../../../../native-host/pkcs11/cryptoki";
import { serveRpc } from "../../../../native-host/pkcs11/rpc/serve";
import { Client } from "./client";
import { tokenThat } from "./token-double";
import { byteArray, frame, hex, message, request, u32, u64, u8 } from "./wire";

const VERSION = { major: 0, minor: 0 };
const SLOT: SlotInfo = { description: "", manufacturer: "", flags: 0, hardware: VERSION, firmware: VERSION };
const MiB = 1024 * 1024;

/** A promise, and its resolution from outside. */
function later(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** Lets all that can go on without an event from outside go on. */
const settled = () =>
  new Promise<void>((resolve) => {
    setImmediate(() => setImmediate(resolve));
  });

describe("Serving a PKCS#11 client", () => {
  it("agrees on the version that both know", async () => {
    for (const [offered, agreed] of [
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 2],
      [255, 2],
    ] as const) {
      const client = new Client(tokenThat({ finalize: async () => {} }), offered);
      await client.call(request("C_Finalize"));
      await client.end();
      assert.equal(client.version, agreed);
    }
  });

  it("ends with a client that goes before saying anything", async () => {
    const client = new Client(tokenThat({}), null);
    await client.end();
    assert.equal(client.version, null);
  });

  it("answers with the code of the call, passes over options, and takes frames in any pieces", async () => {
    const client = new Client(tokenThat({ finalize: async () => {} }));
    const bytes = Buffer.concat([
      frame(0xfffffffe, request("C_Finalize"), Buffer.alloc(100, 1)),
      frame(7, message(0, "")),
    ]);
    for (const byte of bytes) client.input.write(Buffer.of(byte));
    assert.deepEqual(await client.answer(0xfffffffe), hex("00000002 00000000"));
    assert.deepEqual((await client.answer(7)).subarray(0, 4), u32(0));
    await client.end();
  });

  it("closes the streams at a frame that cannot be one", async () => {
    const bad = {
      "code 0": [0, 0, 8],
      "message too long": [1, 0, 64 * MiB + 1],
      "message of 2^32-1": [1, 0, 0xffffffff],
      "options too long": [1, 4097, 0],
      "options of 2^32-1": [1, 0xffffffff, 8],
    };
    for (const [what, header] of Object.entries(bad)) {
      const client = new Client(tokenThat({}));
      client.input.write(Buffer.concat(header.map(u32)));
      await client.served;
      assert.equal(client.input.destroyed, true, what);
      assert.equal(client.output.writableEnded, true, what);
      assert.deepEqual(client.order, [], what);
    }
  });

  it("takes the longest message there may be, passes over longer ones, and says so", async () => {
    const lengths: number[] = [];
    const client = new Client(
      tokenThat({
        signUpdate: async (_session, part) => {
          lengths.push(part.length);
        },
      }),
    );
    const update = (length: number) =>
      client.call(request("C_SignUpdate", u64(1), byteArray(Buffer.alloc(length - 24))));
    const tooLong = Buffer.concat([hex("00000000 00000001 75"), u64(CKR.HOST_MEMORY)]);
    assert.deepEqual(await update(128 * 1024), hex("0000002c 00000000"));
    assert.deepEqual(await update(128 * 1024 + 1), tooLong);
    assert.deepEqual(await update(3 * MiB), tooLong);
    assert.deepEqual(await update(100), hex("0000002c 00000000"));
    assert.deepEqual(lengths, [128 * 1024 - 24, 76]);
    await client.end();
  });

  it("answers other calls while one takes long", async () => {
    const signature = later();
    const client = new Client(
      tokenThat({
        signatureLength: async () => 1,
        getSlotInfo: async () => SLOT,
        getObjectSize: async () => 1,
        sign: async () => {
          await signature.promise;
          return u8(1);
        },
      }),
    );
    const signing = client.call(request("C_Sign", u64(1), byteArray("data"), u32(1)));
    await client.call(request("C_GetSlotInfo", u64(1)));
    await client.call(request("C_GetObjectSize", u64(2), u64(1)));
    signature.resolve();
    await signing;
    assert.deepEqual(client.order, [0x11, 0x12, 0x10]);
    await client.end();
  });

  it("does the calls of one session in their order, also after one that fails", async () => {
    const first = later();
    const done: string[] = [];
    const client = new Client(
      tokenThat({
        signUpdate: async (_session, part) => {
          const what = Buffer.from(part).toString();
          if (what === "first") await first.promise;
          done.push(what);
          if (what === "second") throw new CkError(CKR.DATA_INVALID);
        },
      }),
    );
    const calls = ["first", "second", "third"].map((part) =>
      client.call(request("C_SignUpdate", u64(1), byteArray(part))),
    );
    await client.call(request("C_SignUpdate", u64(2), byteArray("other session")));
    assert.deepEqual(done, ["other session"]);
    first.resolve();
    await Promise.all(calls);
    assert.deepEqual(done, ["other session", "first", "second", "third"]);
    await client.end();
  });

  it("ends with the client, and begins nothing more of what it had asked for", async () => {
    const pin = later();
    const begun: string[] = [];
    const client = new Client(
      tokenThat({
        login: async () => {
          begun.push("login");
          await pin.promise;
        },
        logout: async () => {
          begun.push("logout");
        },
      }),
    );
    client.input.write(frame(1, request("C_Login", u64(1), u64(1), byteArray("12345"))));
    client.input.write(frame(2, request("C_Logout", u64(1))));
    await client.end();
    pin.resolve();
    await settled();
    assert.deepEqual(begun, ["login"]);
    assert.deepEqual(client.order, []);
  });

  it("ends when its answers cannot be written", async () => {
    for (const how of ["error", "close"]) {
      const input = new PassThrough();
      const output = new Writable({ write: (_chunk, _encoding, done) => done() });
      const served = serveRpc(input, output, tokenThat({}));
      input.write(u8(0));
      if (how === "error") output.destroy(new Error("EPIPE"));
      else output.destroy();
      await served;
      assert.equal(input.destroyed, true);
    }
  });

  it("ends when its requests cannot be read", async () => {
    const client = new Client(tokenThat({}));
    client.input.destroy(new Error("ECONNRESET"));
    await client.served;
  });

  it("wipes PINs from everything they came in, once the call is over", async () => {
    const input = new PassThrough();
    const seen: Uint8Array[] = [];
    const asked: string[] = [];
    const note = async (...pins: readonly (Uint8Array | null)[]) => {
      for (const pin of pins)
        if (pin) {
          asked.push(Buffer.from(pin).toString());
          seen.push(pin);
        }
    };
    const token: Partial<Cryptoki> = {
      login: (_session, _type, pin) => note(pin),
      setPin: (_session, oldPin, newPin) => note(oldPin, newPin),
    };
    const output = new PassThrough();
    const served = serveRpc(input, output, tokenThat(token));
    const chunks = [
      frame(1, request("C_Login", u64(1), u64(1), byteArray("12345"))),
      frame(2, request("C_SetPIN", u64(1), byteArray("12345"), byteArray("54321"))),
      // Not offered, not understood, not whole: the PIN is in there all the same.
      frame(3, request("C_LoginUser", u64(1), u64(1), byteArray("12345"), byteArray("name"))),
      frame(4, message(18, "uay", u64(1), byteArray("12345"))),
      frame(6, Buffer.concat([request("C_Login", u64(1), u64(1), byteArray("12345")), Buffer.alloc(140_000)])),
      frame(5, request("C_Login", u64(1), u64(1), byteArray("12345"))).subarray(0, -1),
    ];
    input.write(u8(0));
    for (const chunk of chunks) input.write(chunk);
    input.end();
    await served;
    await settled();
    assert.deepEqual(asked, ["12345", "12345", "54321"]);
    for (const bytes of [...seen, ...chunks])
      assert.ok(
        bytes.every((byte) => byte === 0),
        Buffer.from(bytes).toString("hex"),
      );
  });
});

describe("Serving a PKCS#11 client that asks for too much", () => {
  it("reads no further than there is room for calls at work", async () => {
    const door = later();
    let inside = 0;
    const client = new Client(
      tokenThat({
        getSlotInfo: async () => {
          inside++;
          await door.promise;
          return SLOT;
        },
      }),
    );
    const call = request("C_GetSlotInfo", u64(1));
    const calls = Array.from({ length: 100 }, () => client.call(call));
    await settled();
    assert.equal(inside, 32);
    door.resolve();
    await Promise.all(calls);
    assert.equal(inside, 100);
    await client.end();
  });

  it("reads no further than there is room for their bytes", async () => {
    const door = later();
    let inside = 0;
    const client = new Client(
      tokenThat({
        signUpdate: async () => {
          inside++;
          await door.promise;
        },
      }),
    );
    const calls = Array.from({ length: 6 }, (_, session) =>
      client.call(request("C_SignUpdate", u64(session), byteArray(Buffer.alloc(120_000)))),
    );
    await settled();
    await settled();
    assert.equal(inside, 3);
    door.resolve();
    await Promise.all(calls);
    await client.end();
  });

  it("reads no further while its answers are not taken", async () => {
    const input = new PassThrough({ highWaterMark: MiB });
    const held: (() => void)[] = [];
    const output = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        held.push(done);
      },
    });
    let inside = 0;
    const served = serveRpc(
      input,
      output,
      tokenThat({
        generateRandom: async (_session, length) => {
          inside++;
          return new Uint8Array(length);
        },
      }),
    );
    input.write(u8(0));
    for (let code = 1; code <= 1000; code++)
      input.write(frame(code, request("C_GenerateRandom", u64(1), u32(32 * 1024))));
    await settled();
    held.shift()?.();
    await settled();
    assert.ok(inside <= 32, `${inside} answers in memory`);
    output.destroy();
    await served;
  });
});
