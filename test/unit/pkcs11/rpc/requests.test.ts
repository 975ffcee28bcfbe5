import assert from "node:assert/strict";
import { mock } from "node:test";
import { CKA, CKM, CKO, CKR } from "../../../../native-host/pkcs11/constants";
import type { Attribute, Cryptoki, Mechanism } from "../../../../native-host/pkcs11/cryptoki";
import { CALLS } from "../../../../native-host/pkcs11/rpc/calls";
import { Client } from "./client";
import { tokenThat } from "./token-double";
import { byteArray, HANDSHAKE, hex, lengthAndBytes, message, NO_BYTES, request, u32, u64, u8 } from "./wire";

/** The message of an answer that is only a CK_RV. */
const refusal = (rv: number) => Buffer.concat([hex("00000000 00000001 75"), u64(rv)]);

async function answerOf(token: Partial<Cryptoki>, body: Buffer): Promise<Buffer> {
  const client = new Client(tokenThat(token));
  const answer = await client.call(body);
  await client.end();
  return answer;
}

/** What the token got as mechanism with these bytes after the session, or what C_SignInit answered. */
async function mechanismFrom(bytes: Buffer): Promise<Mechanism | number> {
  const given: Mechanism[] = [];
  const answer = await answerOf(
    {
      signInit: async (session, mechanism, key) => {
        assert.deepEqual([session, key], [5, 3]);
        given.push(mechanism);
      },
    },
    request("C_SignInit", u64(5), bytes, u64(3)),
  );
  return given[0] ?? Number(answer.readBigUInt64BE(9));
}

/** What the token got as template of C_FindObjectsInit, or what the call answered. */
async function templateFrom(count: number, ...attributes: readonly Buffer[]): Promise<readonly Attribute[] | number> {
  const given: (readonly Attribute[])[] = [];
  const answer = await answerOf(
    {
      findObjectsInit: async (_session, template) => {
        given.push(template);
      },
    },
    request("C_FindObjectsInit", u64(5), u32(count), ...attributes),
  );
  return given[0] ?? Number(answer.readBigUInt64BE(9));
}

const attribute = (type: number, length: number, value: Buffer) =>
  Buffer.concat([u32(type), u8(1), u32(length), value]);

describe("Requests of the PKCS#11 client", () => {
  it("are numbered as p11-kit numbers them", () => {
    const numbers = {
      C_Initialize: 1,
      C_GetSlotList: 4,
      C_Login: 18,
      C_GetAttributeValue: 24,
      C_FindObjects: 27,
      C_SignInit: 42,
      C_Sign: 43,
      C_GenerateRandom: 64,
      C_LoginUser: 66,
      C_DeriveKey2: 89,
    };
    for (const [name, id] of Object.entries(numbers))
      assert.equal(CALLS.find((call) => call.name === name)?.id, id, name);
    assert.equal(CALLS.length, 89);
  });

  it("are refused with CKR_FUNCTION_NOT_SUPPORTED if the token does not offer the function, whatever their arguments", async () => {
    for (const name of [
      "C_InitToken",
      "C_Decrypt",
      "C_WaitForSlotEvent",
      "C_GenerateKeyPair",
      "C_LoginUser",
      "C_InitToken2",
      "C_DeriveKey2",
    ] as const) {
      assert.deepEqual(await answerOf({}, request(name, hex("ffff"))), refusal(CKR.FUNCTION_NOT_SUPPORTED), name);
    }
  });

  it("are refused with CKR_DEVICE_ERROR if they are unknown, or their letters or arguments are not those of the call", async () => {
    const bad = {
      "no call": Buffer.alloc(0),
      "number 0": message(0, ""),
      "number 90": message(90, ""),
      "number 2^32-1": message(0xffffffff, ""),
      "no letters": u32(2),
      "letters: no array": Buffer.concat([u32(2), u32(0xffffffff)]),
      "other letters": message(5, "uu", u64(1), u64(1)),
      "fewer letters": message(8, "u", u64(1)),
      "letters longer than the message": Buffer.concat([u32(2), u32(5), hex("75")]),
      "argument missing": request("C_GetSlotInfo"),
      "argument cut": request("C_GetSlotInfo", hex("00000000000000")),
      "argument too much": request("C_Finalize", u8(0)),
    };
    for (const [what, body] of Object.entries(bad))
      assert.deepEqual(await answerOf({ finalize: async () => {} }, body), refusal(CKR.DEVICE_ERROR), what);
  });

  it("start with C_Initialize and the words of the protocol, with or without a text for the module", async () => {
    const initialize = async () => {};
    assert.deepEqual(
      await answerOf({ initialize }, request("C_Initialize", byteArray(HANDSHAKE), u8(0), byteArray("\0"))),
      hex("00000001 00000000"),
    );
    assert.deepEqual(
      await answerOf({ initialize }, request("C_Initialize", byteArray(HANDSHAKE), u8(1), byteArray("module=x\0"))),
      hex("00000001 00000000"),
    );
    assert.deepEqual(
      await answerOf({ initialize }, request("C_Initialize", byteArray("HELLO"), u8(0), byteArray("\0"))),
      refusal(CKR.GENERAL_ERROR),
    );
  });

  it("give numbers of 64 bits, of which none beyond what we count with becomes a small one", async () => {
    const slots: number[] = [];
    const getSlotInfo = async (slot: number) => {
      slots.push(slot);
      return {
        description: "",
        manufacturer: "",
        flags: 0,
        hardware: { major: 0, minor: 0 },
        firmware: { major: 0, minor: 0 },
      };
    };
    for (const slot of [0, 1, 2 ** 32 + 1, 2n ** 64n - 1n])
      await answerOf({ getSlotInfo }, request("C_GetSlotInfo", u64(slot)));
    assert.deepEqual(slots, [0, 1, 2 ** 32 + 1, 2 ** 64]);
  });

  it("give a PIN, an empty one, or none, which newer clients write in another way", async () => {
    const pins: (string | null)[] = [];
    const login = async (_session: number, _type: number, pin: Uint8Array | null) => {
      pins.push(pin && Buffer.from(pin).toString());
    };
    for (const pin of [byteArray("12345"), byteArray(""), NO_BYTES, Buffer.concat([u8(1), u32(0xffffffff)])])
      await answerOf({ login }, request("C_Login", u64(1), u64(1), pin));
    assert.deepEqual(pins, ["12345", "", null, null]);
    assert.deepEqual(
      await answerOf({ login }, request("C_Login", u64(1), u64(1), u8(0), u32(5))),
      refusal(CKR.ARGUMENTS_BAD),
    );
  });

  it("give a mechanism without parameter, in the form of p11-kit to 0.25.5 and in that of later ones", async () => {
    assert.deepEqual(await mechanismFrom(hex("00000001 ffffffff")), { type: CKM.RSA_PKCS });
    assert.deepEqual(await mechanismFrom(hex("00000001")), { type: CKM.RSA_PKCS });
    assert.deepEqual(await mechanismFrom(hex("00000040")), { type: CKM.SHA256_RSA_PKCS });
    assert.equal(await mechanismFrom(hex("00000001 00000000")), CKR.DEVICE_ERROR);
    assert.equal(await mechanismFrom(hex("00000001 ff")), CKR.DEVICE_ERROR);
  });

  it("give the parameter of RSASSA-PSS in both forms", async () => {
    const parameter = hex("0000000000000250 0000000000000002 0000000000000020");
    const mechanism = { type: CKM.RSA_PKCS_PSS, pss: { hash: CKM.SHA256, mgf: 2, saltLength: 32 } };
    assert.deepEqual(await mechanismFrom(Buffer.concat([u32(0xd), parameter])), mechanism);
    assert.deepEqual(await mechanismFrom(Buffer.concat([u32(0xd), u8(1), parameter])), mechanism);
    assert.deepEqual(await mechanismFrom(Buffer.concat([u32(0x43), u8(0)])), { type: CKM.SHA256_RSA_PKCS_PSS });
    assert.equal(await mechanismFrom(Buffer.concat([u32(0xd), u8(1), parameter.subarray(2)])), CKR.DEVICE_ERROR);
    assert.equal(await mechanismFrom(u32(0xd)), CKR.DEVICE_ERROR);
  });

  it("are refused for a mechanism with which no RSA key signs, and for none", async () => {
    assert.equal(await mechanismFrom(hex("00000009 00")), CKR.MECHANISM_INVALID);
    assert.equal(await mechanismFrom(hex("00001041")), CKR.MECHANISM_INVALID);
    assert.equal(await mechanismFrom(hex("ffffffff")), CKR.ARGUMENTS_BAD);
  });

  it("give a template of attributes, each in the form of its type", async () => {
    assert.deepEqual(await templateFrom(0), []);
    assert.deepEqual(
      await templateFrom(
        4,
        hex("00000000 01 00000008 0000000000000003"),
        hex("00000001 01 00000001 01"),
        hex("00000102 01 00000002 00000002 abcd"),
        hex("40000600 01 00000008 00000001 0000000000000001"),
      ),
      [
        { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
        { type: CKA.TOKEN, value: true },
        { type: CKA.ID, value: hex("abcd") },
        { type: CKA.ALLOWED_MECHANISMS, value: [CKM.RSA_PKCS] },
      ],
    );
    assert.deepEqual(
      await templateFrom(
        2,
        attribute(CKA.DESTROYABLE, 1, lengthAndBytes(hex("00"))),
        attribute(CKA.START_DATE, 8, lengthAndBytes("20300101")),
      ),
      [
        { type: CKA.DESTROYABLE, value: false },
        { type: CKA.START_DATE, value: Buffer.from("20300101") },
      ],
    );
  });

  it("give attributes without a value", async () => {
    assert.deepEqual(
      await templateFrom(
        5,
        hex("00000102 00"),
        hex("00000000 01 00000000 0000000000000000"),
        hex("00000001 01 00000000 00"),
        hex("00000102 01 00000000 ffffffff"),
        hex("00000102 01 00000005 ffffffff"),
      ),
      [
        { type: CKA.ID, value: null },
        { type: CKA.CLASS, value: null },
        { type: CKA.TOKEN, value: null },
        { type: CKA.ID, value: new Uint8Array() },
        { type: CKA.ID, value: null },
      ],
    );
  });

  it("give lists of attributes within attributes, as bytes that are equal to nothing", async () => {
    const nested = Buffer.concat([u32(1), hex("00000000 01 00000008 0000000000000003")]);
    assert.deepEqual(await templateFrom(1, attribute(CKA.WRAP_TEMPLATE, 24, nested)), [
      { type: CKA.WRAP_TEMPLATE, value: nested },
    ]);
    let deep = u32(0);
    for (let depth = 0; depth < 20; depth++) deep = Buffer.concat([u32(1), attribute(CKA.WRAP_TEMPLATE, 24, deep)]);
    assert.equal(await templateFrom(1, attribute(CKA.WRAP_TEMPLATE, 24, deep)), CKR.DEVICE_ERROR);
  });

  it("are refused for attributes whose lengths cannot be, without counting on them", async () => {
    assert.equal(await templateFrom(1, attribute(CKA.CLASS, 4, u64(3))), CKR.DEVICE_ERROR);
    assert.equal(await templateFrom(1, attribute(CKA.TOKEN, 0xffffffff, u8(1))), CKR.DEVICE_ERROR);
    assert.equal(await templateFrom(1, attribute(CKA.ID, 3, lengthAndBytes("ab"))), CKR.DEVICE_ERROR);
    assert.equal(await templateFrom(1, attribute(CKA.ID, 0xfffffff0, u32(0xfffffff0))), CKR.DEVICE_ERROR);
    assert.equal(await templateFrom(1, attribute(CKA.ALLOWED_MECHANISMS, 8, u32(0xffffffff))), CKR.DEVICE_ERROR);
    assert.equal(await templateFrom(1, attribute(CKA.WRAP_TEMPLATE, 8, u32(0xffffffff))), CKR.DEVICE_ERROR);
    assert.equal(await templateFrom(2, hex("00000102 00")), CKR.DEVICE_ERROR);
    assert.equal(await templateFrom(0xffffffff), CKR.ARGUMENTS_BAD);
  });

  it("hand a copy of the data to the token, which may keep it", async () => {
    const parts: Uint8Array[] = [];
    const client = new Client(
      tokenThat({
        signUpdate: async (_session, part) => {
          parts.push(part);
        },
      }),
    );
    await client.call(request("C_SignUpdate", u64(1), byteArray("first")));
    await client.call(request("C_SignUpdate", u64(1), byteArray("second")));
    await client.end();
    assert.equal(Buffer.concat(parts).toString(), "firstsecond");
  });

  it("answer with the CK_RV of the token", async () => {
    assert.deepEqual(await answerOf({}, request("C_Logout", u64(1))), refusal(CKR.FUNCTION_FAILED));
    assert.deepEqual(await answerOf({ logout: async () => {} }, request("C_Logout", u64(1))), hex("00000013 00000000"));
  });

  it("answer CKR_GENERAL_ERROR for what the token did not mean to throw, which gets into the log", async () => {
    const write = mock.method(process.stderr, "write", () => true);
    try {
      assert.deepEqual(
        await answerOf(
          { logout: () => Promise.reject(new RangeError("thrown by a test")) },
          request("C_Logout", u64(1)),
        ),
        refusal(CKR.GENERAL_ERROR),
      );
      assert.match(String(write.mock.calls[0]?.arguments[0]), /PKCS#11: internal.*thrown by a test/);
    } finally {
      write.mock.restore();
    }
  });
});
