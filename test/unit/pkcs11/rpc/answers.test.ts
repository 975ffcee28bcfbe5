import assert from "node:assert/strict";
import { CKA, CKF, CKR } from "../../../../native-host/pkcs11/constants";
import { CkError, type AttributeAnswer, type Cryptoki } from "../../../../native-host/pkcs11/cryptoki";
import { Client } from "./client";
import { tokenThat } from "./token-double";
import { byteArray, hex, request, u32, u64, u8 } from "./wire";

async function answerOf(token: Partial<Cryptoki>, body: Buffer): Promise<Buffer> {
  const client = new Client(tokenThat(token));
  const answer = await client.call(body);
  await client.end();
  return answer;
}

const letters = (id: number, text: string) => Buffer.concat([u32(id), u32(text.length), Buffer.from(text)]);
const padded = (text: string, length: number) =>
  Buffer.concat([u32(length), Buffer.from(text), Buffer.alloc(length - Buffer.byteLength(text), " ")]);
const refusal = (rv: number) => Buffer.concat([letters(0, "u"), u64(rv)]);
const UNAVAILABLE = hex("ffffffffffffffff");

describe("Answers to the PKCS#11 client", () => {
  it("to C_GetInfo: versions, flags and texts", async () => {
    const getInfo = async () => ({
      cryptoki: { major: 2, minor: 40 },
      manufacturer: "Prova",
      description: "A module",
      version: { major: 0, minor: 1 },
    });
    assert.deepEqual(
      await answerOf({ getInfo }, request("C_GetInfo")),
      Buffer.concat([
        letters(3, "vsusv"),
        hex("0228"),
        padded("Prova", 32),
        u64(0),
        padded("A module", 32),
        hex("0001"),
      ]),
    );
  });

  it("to C_GetSlotInfo: texts of 64 and 32 bytes, cut after a whole character", async () => {
    const getSlotInfo = async () => ({
      description: `${"x".repeat(63)}à`,
      manufacturer: "",
      flags: 3,
      hardware: { major: 1, minor: 2 },
      firmware: { major: 3, minor: 4 },
    });
    assert.deepEqual(
      await answerOf({ getSlotInfo }, request("C_GetSlotInfo", u64(0))),
      Buffer.concat([letters(5, "ssuvv"), padded("x".repeat(63), 64), padded("", 32), u64(3), hex("0102 0304")]),
    );
  });

  it("to C_GetTokenInfo: as many sessions as one likes, memory and time unknown", async () => {
    const getTokenInfo = async () => ({
      label: "Ada Prova",
      manufacturer: "Prova",
      model: "CNS",
      serial: "0001",
      flags: CKF.token.USER_PIN_LOCKED,
      sessions: { open: 2, openReadWrite: 1 },
      pin: { min: 5, max: 8 },
    });
    assert.deepEqual(
      await answerOf({ getTokenInfo }, request("C_GetTokenInfo", u64(0))),
      Buffer.concat([
        letters(6, "ssssuuuuuuuuuuuvvs"),
        padded("Ada Prova", 32),
        padded("Prova", 32),
        padded("CNS", 16),
        padded("0001", 16),
        u64(0x40000),
        u64(0),
        u64(2),
        u64(0),
        u64(1),
        u64(8),
        u64(5),
        UNAVAILABLE,
        UNAVAILABLE,
        UNAVAILABLE,
        UNAVAILABLE,
        hex("0000 0000"),
        padded("", 16),
      ]),
    );
  });

  it("to C_GetMechanismInfo, C_OpenSession, C_GetSessionInfo and C_GetObjectSize: numbers", async () => {
    assert.deepEqual(
      await answerOf(
        { getMechanismInfo: async (slot, mechanism) => ({ minKeySize: slot, maxKeySize: mechanism, flags: 7 }) },
        request("C_GetMechanismInfo", u64(5), u64(6)),
      ),
      Buffer.concat([letters(8, "uuu"), u64(5), u64(6), u64(7)]),
    );
    assert.deepEqual(
      await answerOf({ openSession: async (slot, flags) => slot + flags }, request("C_OpenSession", u64(100), u64(4))),
      Buffer.concat([letters(10, "u"), u64(104)]),
    );
    assert.deepEqual(
      await answerOf(
        { getSessionInfo: async (session) => ({ slot: session, state: 1, flags: 4 }) },
        request("C_GetSessionInfo", u64(9)),
      ),
      Buffer.concat([letters(13, "uuuu"), u64(9), u64(1), u64(4), u64(0)]),
    );
    assert.deepEqual(
      await answerOf(
        { getObjectSize: async (session, object) => session * object },
        request("C_GetObjectSize", u64(6), u64(7)),
      ),
      Buffer.concat([letters(23, "u"), u64(42)]),
    );
  });

  it("to C_GetSlotList and C_GetMechanismList: the list if there is room for it, else how long it is", async () => {
    const getSlotList = async (tokenPresent: boolean) => (tokenPresent ? [7] : [7, 8]);
    const list = (present: number, room: number) =>
      answerOf({ getSlotList }, request("C_GetSlotList", u8(present), u32(room)));
    assert.deepEqual(await list(0, 2), Buffer.concat([letters(4, "au"), u8(1), u32(2), u64(7), u64(8)]));
    assert.deepEqual(await list(1, 2), Buffer.concat([letters(4, "au"), u8(1), u32(1), u64(7)]));
    assert.deepEqual(await list(0, 0), Buffer.concat([letters(4, "au"), u8(0), u32(2)]));
    assert.deepEqual(await list(0, 1), Buffer.concat([letters(4, "au"), u8(0), u32(2)]));
    assert.deepEqual(await list(0, 0xffffffff), Buffer.concat([letters(4, "au"), u8(1), u32(2), u64(7), u64(8)]));
    assert.deepEqual(
      await answerOf({ getSlotList: async () => [] }, request("C_GetSlotList", u8(1), u32(0))),
      Buffer.concat([letters(4, "au"), u8(1), u32(0)]),
    );
    assert.deepEqual(
      await answerOf({ getMechanismList: async () => [1, 0x40] }, request("C_GetMechanismList", u64(7), u32(1))),
      Buffer.concat([letters(7, "au"), u8(0), u32(2)]),
    );
  });

  it("to C_FindObjects: no more than there is room for, and never a request for very many", async () => {
    const asked: number[] = [];
    const findObjects = async (_session: number, most: number) => {
      asked.push(most);
      return [1, 2].slice(0, most);
    };
    assert.deepEqual(
      await answerOf({ findObjects }, request("C_FindObjects", u64(1), u32(1))),
      Buffer.concat([letters(27, "au"), u8(1), u32(1), u64(1)]),
    );
    assert.deepEqual(
      await answerOf({ findObjects }, request("C_FindObjects", u64(1), u32(0))),
      Buffer.concat([letters(27, "au"), u8(1), u32(0)]),
    );
    assert.deepEqual(
      await answerOf({ findObjects }, request("C_FindObjects", u64(1), u32(0xffffffff))),
      Buffer.concat([letters(27, "au"), u8(1), u32(2), u64(1), u64(2)]),
    );
    assert.deepEqual(asked, [1, 0, 1024]);
  });

  it("to C_GenerateRandom: so many bytes, of which too many are refused", async () => {
    const generateRandom = async (_session: number, length: number) => new Uint8Array(length).fill(0xaa);
    const random = (room: number) => answerOf({ generateRandom }, request("C_GenerateRandom", u64(1), u32(room)));
    assert.deepEqual(await random(4), Buffer.concat([letters(64, "ay"), hex("01 00000004 aaaaaaaa")]));
    for (const none of [0, 0xffffffff])
      assert.deepEqual(await random(none), Buffer.concat([letters(64, "ay"), hex("01 00000000")]));
    assert.equal((await random(32 * 1024)).length, 32 * 1024 + 15);
    for (const tooMany of [32 * 1024 + 1, 0xfffffffe])
      assert.deepEqual(await random(tooMany), refusal(CKR.ARGUMENTS_BAD));
  });
});

describe("C_Sign and C_SignFinal for the PKCS#11 client", () => {
  const SIGNATURE = Buffer.alloc(256, 0x5a);
  let signed: string[];
  const token: Partial<Cryptoki> = {
    signatureLength: async () => SIGNATURE.length,
    sign: async (_session, data) => {
      signed.push(Buffer.from(data).toString());
      return SIGNATURE;
    },
    signFinal: async () => {
      signed.push("final");
      return SIGNATURE;
    },
  };
  beforeEach(() => {
    signed = [];
  });

  it("sign if there is room", async () => {
    assert.deepEqual(
      await answerOf(token, request("C_Sign", u64(1), byteArray("data"), u32(256))),
      Buffer.concat([letters(43, "ay"), byteArray(SIGNATURE)]),
    );
    assert.deepEqual(
      await answerOf(token, request("C_SignFinal", u64(1), u32(1000))),
      Buffer.concat([letters(45, "ay"), byteArray(SIGNATURE)]),
    );
    assert.deepEqual(signed, ["data", "final"]);
  });

  it("do not sign for a client that asks how much room is needed, has too little, or none behind its pointer", async () => {
    for (const room of [0, 255, 0xffffffff]) {
      assert.deepEqual(
        await answerOf(token, request("C_Sign", u64(1), byteArray("data"), u32(room))),
        Buffer.concat([letters(43, "ay"), hex("00 00000100")]),
      );
      assert.deepEqual(
        await answerOf(token, request("C_SignFinal", u64(1), u32(room))),
        Buffer.concat([letters(45, "ay"), hex("00 00000100")]),
      );
    }
    assert.deepEqual(signed, []);
  });

  it("do not sign when nothing was begun", async () => {
    const signatureLength = () => Promise.reject(new CkError(CKR.OPERATION_NOT_INITIALIZED));
    assert.deepEqual(
      await answerOf({ ...token, signatureLength }, request("C_Sign", u64(1), byteArray(""), u32(256))),
      refusal(CKR.OPERATION_NOT_INITIALIZED),
    );
    assert.deepEqual(signed, []);
  });
});

describe("C_GetAttributeValue for the PKCS#11 client", () => {
  const VALUES = new Map<number, AttributeAnswer>([
    [CKA.CLASS, 3],
    [CKA.TOKEN, true],
    [CKA.ID, hex("abcdef")],
    [CKA.PRIVATE_EXPONENT, "sensitive"],
    [CKA.ALLOWED_MECHANISMS, [1, 0x40]],
    [CKA.DESTROYABLE, false],
    [CKA.SUBJECT, hex("")],
  ]);
  const getAttributeValue = async (_session: number, _object: number, types: readonly number[]) =>
    types.map((type) => VALUES.get(type) ?? "unknown");
  const ask = (...rooms: [type: number, room: number][]) =>
    answerOf(
      { getAttributeValue },
      request(
        "C_GetAttributeValue",
        u64(1),
        u64(2),
        u32(rooms.length),
        ...rooms.map(([type, room]) => Buffer.concat([u32(type), u32(room)])),
      ),
    );
  const answered = (rv: number, ...attributes: string[]) =>
    Buffer.concat([letters(24, "aAu"), u32(attributes.length), ...attributes.map(hex), u64(rv)]);

  it("gives values in the form of their type", async () => {
    assert.deepEqual(
      await ask(
        [CKA.CLASS, 8],
        [CKA.TOKEN, 1],
        [CKA.ID, 100],
        [CKA.ALLOWED_MECHANISMS, 16],
        [CKA.DESTROYABLE, 1],
        [CKA.SUBJECT, 0],
      ),
      answered(
        CKR.OK,
        "00000000 01 00000008 0000000000000003",
        "00000001 01 00000001 01",
        "00000102 01 00000003 00000003 abcdef",
        "40000600 01 00000010 00000002 0000000000000001 0000000000000040",
        "00000172 01 00000001 00000001 00",
        "00000101 01 00000000 ffffffff",
      ),
    );
  });

  it("gives only lengths where there is no room, and nothing of the value", async () => {
    assert.deepEqual(
      await ask([CKA.CLASS, 0], [CKA.TOKEN, 0], [CKA.ID, 0], [CKA.ALLOWED_MECHANISMS, 0], [CKA.DESTROYABLE, 0]),
      answered(
        CKR.OK,
        "00000000 01 00000008 0000000000000000",
        "00000001 01 00000001 00",
        "00000102 01 00000003 ffffffff",
        "40000600 01 00000010 00000000",
        "00000172 01 00000001 ffffffff",
      ),
    );
  });

  it("gives the others although one is sensitive, not there or too long, and says so", async () => {
    assert.deepEqual(
      await ask([CKA.PRIVATE_EXPONENT, 0], [CKA.TOKEN, 1]),
      answered(CKR.ATTRIBUTE_SENSITIVE, "00000123 00", "00000001 01 00000001 01"),
    );
    assert.deepEqual(
      await ask([CKA.LABEL, 10], [CKA.TOKEN, 1]),
      answered(CKR.ATTRIBUTE_TYPE_INVALID, "00000003 00", "00000001 01 00000001 01"),
    );
    assert.deepEqual(
      await ask([CKA.ID, 2], [CKA.TOKEN, 1]),
      answered(CKR.BUFFER_TOO_SMALL, "00000102 00", "00000001 01 00000001 01"),
    );
    assert.deepEqual(
      await ask([CKA.ID, 2], [CKA.LABEL, 0], [CKA.PRIVATE_EXPONENT, 0]),
      answered(CKR.ATTRIBUTE_SENSITIVE, "00000102 00", "00000003 00", "00000123 00"),
    );
  });

  it("takes a list of attributes to be filled as p11-kit writes it before 0.25.4, and after", async () => {
    assert.deepEqual(
      await ask([CKA.WRAP_TEMPLATE, 48], [CKA.TOKEN, 1]),
      answered(CKR.ATTRIBUTE_TYPE_INVALID, "40000211 00", "00000001 01 00000001 01"),
    );
    const nested = Buffer.concat([
      u32(2),
      hex("40000211 00000030"),
      u32(2),
      hex("00000000 00000008 00000001 00000000"),
      hex("00000001 00000001"),
    ]);
    assert.deepEqual(
      await answerOf({ getAttributeValue }, request("C_GetAttributeValue", u64(1), u64(2), nested)),
      answered(CKR.ATTRIBUTE_TYPE_INVALID, "40000211 00", "00000001 01 00000001 01"),
    );
  });

  it("does not keep room for what the client says it has", async () => {
    assert.deepEqual(await ask([CKA.ID, 0xffffffff]), answered(CKR.OK, "00000102 01 00000003 00000003 abcdef"));
  });

  it("is refused for very many attributes, and for more than an answer holds", async () => {
    assert.deepEqual(
      await ask(...Array.from({ length: 513 }, (): [number, number] => [CKA.ID, 0])),
      refusal(CKR.ARGUMENTS_BAD),
    );
    const long = async (_session: number, _object: number, types: readonly number[]) =>
      types.map(() => Buffer.alloc(2000));
    const forty = Array.from({ length: 40 }, () => hex("00000011 000007d0"));
    assert.deepEqual(
      await answerOf({ getAttributeValue: long }, request("C_GetAttributeValue", u64(1), u64(2), u32(40), ...forty)),
      refusal(CKR.HOST_MEMORY),
    );
  });
});
