import assert from "node:assert/strict";
import { CKA, CKF, CKR } from "../../../../native-host/pkcs11/constants";
import { CkError, type AttributeAnswer, type Cryptoki } from "../../../../native-host/pkcs11/cryptoki";
import { responseTo } from "./client";
import { golden } from "./golden";

const general = golden("general");

describe("Responses to the PKCS#11 client", () => {
  const slots = golden("slots");
  const sessions = golden("sessions");
  const objects = golden("objects");
  const signing = golden("signing");

  it("to C_GetInfo hold versions, flags and texts", async () => {
    const getInfo = async () => ({
      cryptoki: { major: 2, minor: 40 },
      manufacturer: "Prova",
      description: "A module",
      version: { major: 0, minor: 1 },
    });
    assert.deepEqual(await responseTo(general("C_GetInfo request"), { getInfo }), general("C_GetInfo response"));
  });

  it("to C_GetSlotInfo hold texts of 64 and 32 bytes, cut after a whole character", async () => {
    const getSlotInfo = async () => ({
      description: `${"x".repeat(63)}à`,
      manufacturer: "",
      flags: 3,
      hardware: { major: 1, minor: 2 },
      firmware: { major: 3, minor: 4 },
    });
    const response = await responseTo(slots("C_GetSlotInfo request, slot 0"), { getSlotInfo });
    assert.deepEqual(response, slots("C_GetSlotInfo response"));
  });

  it("to C_GetTokenInfo allow any number of sessions, and know neither memory nor time", async () => {
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
      await responseTo(slots("C_GetTokenInfo request"), { getTokenInfo }),
      slots("C_GetTokenInfo response"),
    );
  });

  it("to C_GetMechanismInfo, C_OpenSession, C_GetSessionInfo and C_GetObjectSize hold numbers", async () => {
    const token: Partial<Cryptoki> = {
      getMechanismInfo: async (slot, mechanism) => ({ minKeySize: slot, maxKeySize: mechanism, flags: 7 }),
      openSession: async (slot, flags) => slot + flags,
      getSessionInfo: async (session) => ({ slot: session, state: 1, flags: 4 }),
      getObjectSize: async (session, object) => session * object,
    };
    for (const [file, call] of [
      [slots, "C_GetMechanismInfo"],
      [sessions, "C_OpenSession"],
      [sessions, "C_GetSessionInfo"],
      [objects, "C_GetObjectSize"],
    ] as const)
      assert.deepEqual(await responseTo(file(`${call} request`), token), file(`${call} response`), call);
  });

  it("to C_GetSlotList and C_GetMechanismList hold the list, or its length if the buffer is small", async () => {
    const getSlotList = async (tokenPresent: boolean) => (tokenPresent ? [7] : [7, 8]);
    for (const [request, response] of [
      ["buffer for 2", "slots 7 and 8"],
      ["with a token, buffer for 2", "slot 7"],
      ["no buffer", "only that there are 2"],
      ["buffer for 1", "only that there are 2"],
      ["buffer for 2^32-1", "slots 7 and 8"],
    ] as const)
      assert.deepEqual(
        await responseTo(slots(`C_GetSlotList request, ${request}`), { getSlotList }),
        slots(`C_GetSlotList response, ${response}`),
        request,
      );
    assert.deepEqual(
      await responseTo(slots("C_GetSlotList request, with a token, no buffer"), { getSlotList: async () => [] }),
      slots("C_GetSlotList response, none"),
    );
    assert.deepEqual(
      await responseTo(slots("C_GetMechanismList request, buffer for 1"), { getMechanismList: async () => [1, 0x40] }),
      slots("C_GetMechanismList response, only that there are 2"),
    );
  });

  it("to C_FindObjects hold no more objects than the buffer; the token is never asked for very many", async () => {
    const asked: number[] = [];
    const findObjects = async (_session: number, most: number) => {
      asked.push(most);
      return [1, 2].slice(0, most);
    };
    for (const [request, response] of [
      ["buffer for 1", "object 1"],
      ["no buffer", "none"],
      ["buffer for 2^32-1", "objects 1 and 2"],
    ] as const)
      assert.deepEqual(
        await responseTo(objects(`C_FindObjects request, ${request}`), { findObjects }),
        objects(`C_FindObjects response, ${response}`),
        request,
      );
    assert.deepEqual(asked, [1, 0, 1024]);
  });

  it("to C_GenerateRandom hold as many bytes as the client asks for, unless these are too many", async () => {
    const generateRandom = async (_session: number, length: number) => new Uint8Array(length).fill(0xaa);
    const random = (length: string) => responseTo(signing(`C_GenerateRandom request, ${length}`), { generateRandom });
    assert.deepEqual(await random("4 bytes"), signing("C_GenerateRandom response, 4 bytes"));
    for (const none of ["no buffer", "empty buffer"])
      assert.deepEqual(await random(none), signing("C_GenerateRandom response, none"), none);
    assert.equal((await random("32768 bytes")).length, 32 * 1024 + 15);
    for (const tooMany of ["32769 bytes", "2^32-2 bytes"])
      assert.deepEqual(await random(tooMany), general("CKR_ARGUMENTS_BAD"), tooMany);
  });
});

describe("C_Sign and C_SignFinal for the PKCS#11 client", () => {
  const signing = golden("signing");
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

  it("sign if the buffer is large enough", async () => {
    assert.deepEqual(
      await responseTo(signing("C_Sign request, buffer of 256 bytes"), token),
      signing("C_Sign response"),
    );
    assert.deepEqual(
      await responseTo(signing("C_SignFinal request, buffer of 1000 bytes"), token),
      signing("C_SignFinal response"),
    );
    assert.deepEqual(signed, ["data", "final"]);
  });

  it("do not sign for a client that asks for the length, or whose buffer is too small or empty", async () => {
    for (const buffer of ["no buffer", "buffer of 255 bytes", "empty buffer"])
      for (const call of ["C_Sign", "C_SignFinal"])
        assert.deepEqual(
          await responseTo(signing(`${call} request, ${buffer}`), token),
          signing(`${call} response, only the length`),
          `${call}, ${buffer}`,
        );
    assert.deepEqual(signed, []);
  });

  it("do not sign without an operation", async () => {
    const signatureLength = () => Promise.reject(new CkError(CKR.OPERATION_NOT_INITIALIZED));
    assert.deepEqual(
      await responseTo(signing("C_Sign request, no data"), { ...token, signatureLength }),
      general("CKR_OPERATION_NOT_INITIALIZED"),
    );
    assert.deepEqual(signed, []);
  });
});

describe("C_GetAttributeValue for the PKCS#11 client", () => {
  const attributes = golden("attributes");
  const VALUES = new Map<number, AttributeAnswer>([
    [CKA.CLASS, 3],
    [CKA.TOKEN, true],
    [CKA.ID, Buffer.from("abcdef", "hex")],
    [CKA.PRIVATE_EXPONENT, "sensitive"],
    [CKA.ALLOWED_MECHANISMS, [1, 0x40]],
    [CKA.DESTROYABLE, false],
    [CKA.SUBJECT, new Uint8Array()],
  ]);
  const getAttributeValue = async (_session: number, _object: number, types: readonly number[]) =>
    types.map((type) => VALUES.get(type) ?? "unknown");
  const responds = async (request: string, response = request) =>
    assert.deepEqual(
      await responseTo(attributes(`request: ${request}`), { getAttributeValue }),
      attributes(`response: ${response}`),
      request,
    );

  it("gives values in the encoding of their type", () => responds("values"));

  it("gives only lengths to a client without buffers, and nothing of the value", () => responds("lengths"));

  it("gives the other values although one is sensitive, unknown or too long, and says so", async () => {
    await responds("sensitive");
    await responds("unknown");
    await responds("too long");
    await responds("all three");
  });

  it("takes a list of attributes to be filled as p11-kit writes it before 0.25.4, and after", async () => {
    await responds("list of attributes, before 0.25.4", "list of attributes");
    await responds("list of attributes, from 0.25.4", "list of attributes");
  });

  it("reserves no memory for the buffer that the client says it has", () => responds("buffer of 2^32-1 bytes"));

  it("is refused for very many attributes, and for more than a response holds", async () => {
    assert.deepEqual(
      await responseTo(attributes("request: 513 attributes"), { getAttributeValue }),
      general("CKR_ARGUMENTS_BAD"),
    );
    const long = async (_session: number, _object: number, types: readonly number[]) =>
      types.map(() => Buffer.alloc(2000));
    assert.deepEqual(
      await responseTo(attributes("request: 40 long values"), { getAttributeValue: long }),
      general("CKR_HOST_MEMORY"),
    );
  });
});
