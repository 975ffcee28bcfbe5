import assert from "node:assert/strict";
import { mock } from "node:test";
import { CKA, CKM, CKO, CKR } from "../../../../native-host/pkcs11/constants";
import type { Attribute, Cryptoki, Mechanism } from "../../../../native-host/pkcs11/cryptoki";
import { CALLS } from "../../../../native-host/pkcs11/rpc/calls";
import { Client, responseTo } from "./client";
import { golden } from "./golden";
import { tokenThat } from "./token-double";
import { request, u32, u64, u8 } from "./wire";

const general = golden("general");
const sessions = golden("sessions");
const signing = golden("signing");
const templates = golden("templates");

/** What C_SignInit gives the token, or its return value. */
async function mechanismOf(name: string): Promise<Mechanism | number> {
  const given: Mechanism[] = [];
  const response = await responseTo(signing(`C_SignInit request, ${name}`), {
    signInit: async (session, mechanism, key) => {
      assert.deepEqual([session, key], [5, 3]);
      given.push(mechanism);
    },
  });
  return given[0] ?? Number(response.readBigUInt64BE(9));
}

/** What C_FindObjectsInit gives the token, or its return value. */
async function templateOf(message: Buffer): Promise<readonly Attribute[] | number> {
  const given: (readonly Attribute[])[] = [];
  const response = await responseTo(message, {
    findObjectsInit: async (_session, template) => {
      given.push(template);
    },
  });
  return given[0] ?? Number(response.readBigUInt64BE(9));
}

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

  it("get CKR_FUNCTION_NOT_SUPPORTED for a function that the token lacks, whatever their arguments", async () => {
    const unsupported = golden("unsupported");
    for (const name of [
      "C_InitToken",
      "C_Decrypt",
      "C_WaitForSlotEvent",
      "C_GenerateKeyPair",
      "C_LoginUser",
      "C_InitToken2",
      "C_DeriveKey2",
    ])
      assert.deepEqual(await responseTo(unsupported(name), {}), general("CKR_FUNCTION_NOT_SUPPORTED"), name);
  });

  it("get CKR_DEVICE_ERROR when call, type signature or arguments are wrong", async () => {
    const malformed = golden("malformed");
    for (const name of [
      "no call",
      "call 0",
      "call 90",
      "call 2^32-1",
      "no type signature",
      "type signature: no array",
      "another type signature",
      "a shorter type signature",
      "a type signature longer than the message",
      "no argument",
      "an argument cut short",
      "an argument too much",
    ])
      assert.deepEqual(
        await responseTo(malformed(name), { finalize: async () => {} }),
        general("CKR_DEVICE_ERROR"),
        name,
      );
  });

  it("start with C_Initialize and the text of the protocol, with or without options", async () => {
    const initialize = async () => {};
    for (const [name, response] of [
      ["C_Initialize request", "C_Initialize response"],
      ["C_Initialize request with options", "C_Initialize response"],
      ["C_Initialize request of another protocol", "CKR_GENERAL_ERROR"],
    ] as const)
      assert.deepEqual(await responseTo(general(name), { initialize }), general(response), name);
  });

  it("give numbers of 64 bits; one that we cannot count with stays large", async () => {
    const slots = golden("slots");
    const given: number[] = [];
    const getSlotInfo = async (slot: number) => {
      given.push(slot);
      const version = { major: 0, minor: 0 };
      return { description: "", manufacturer: "", flags: 0, hardware: version, firmware: version };
    };
    for (const slot of ["0", "1", "2^32+1", "2^64-1"])
      await responseTo(slots(`C_GetSlotInfo request, slot ${slot}`), { getSlotInfo });
    assert.deepEqual(given, [0, 1, 2 ** 32 + 1, 2 ** 64]);
  });

  it("give a PIN, an empty one, or none, which newer clients write in another way", async () => {
    const pins: (string | null)[] = [];
    const login = async (_session: number, _type: number, pin: Uint8Array | null) => {
      pins.push(pin && Buffer.from(pin).toString());
    };
    for (const form of ["", ", empty PIN", ", no PIN, to 0.24", ", no PIN, later"])
      await responseTo(sessions(`C_Login request${form}`), { login });
    assert.deepEqual(pins, ["12345", "", null, null]);
    assert.deepEqual(
      await responseTo(sessions("C_Login request, length without PIN"), { login }),
      general("CKR_ARGUMENTS_BAD"),
    );
  });

  it("give a mechanism without parameter, in the form of p11-kit to 0.25.5 and in that of later ones", async () => {
    assert.deepEqual(await mechanismOf("RSA-PKCS, to 0.25.5"), { type: CKM.RSA_PKCS });
    assert.deepEqual(await mechanismOf("RSA-PKCS, later"), { type: CKM.RSA_PKCS });
    assert.deepEqual(await mechanismOf("SHA256-RSA-PKCS, later"), { type: CKM.SHA256_RSA_PKCS });
    assert.equal(await mechanismOf("RSA-PKCS with a parameter"), CKR.DEVICE_ERROR);
    assert.equal(await mechanismOf("RSA-PKCS with a byte"), CKR.DEVICE_ERROR);
  });

  it("give the parameter of RSASSA-PSS in both forms", async () => {
    const mechanism = { type: CKM.RSA_PKCS_PSS, pss: { hash: CKM.SHA256, mgf: 2, saltLength: 32 } };
    assert.deepEqual(await mechanismOf("RSA-PKCS-PSS, to 0.25.5"), mechanism);
    assert.deepEqual(await mechanismOf("RSA-PKCS-PSS, later"), mechanism);
    assert.deepEqual(await mechanismOf("SHA256-RSA-PKCS-PSS without a parameter"), { type: CKM.SHA256_RSA_PKCS_PSS });
    assert.equal(await mechanismOf("RSA-PKCS-PSS, parameter cut short"), CKR.DEVICE_ERROR);
    assert.equal(await mechanismOf("RSA-PKCS-PSS, no parameter"), CKR.DEVICE_ERROR);
  });

  it("are refused for a mechanism with which no RSA key signs, and for none", async () => {
    assert.equal(await mechanismOf("RSA-OAEP"), CKR.MECHANISM_INVALID);
    assert.equal(await mechanismOf("ECDSA"), CKR.MECHANISM_INVALID);
    assert.equal(await mechanismOf("no mechanism"), CKR.ARGUMENTS_BAD);
  });

  it("give a template of attributes, each in the encoding of its type", async () => {
    assert.deepEqual(await templateOf(templates("empty")), []);
    assert.deepEqual(await templateOf(templates("one of each encoding")), [
      { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
      { type: CKA.TOKEN, value: true },
      { type: CKA.ID, value: Buffer.from("abcd", "hex") },
      { type: CKA.ALLOWED_MECHANISMS, value: [CKM.RSA_PKCS] },
    ]);
    assert.deepEqual(await templateOf(templates("a flag and a date")), [
      { type: CKA.DESTROYABLE, value: false },
      { type: CKA.START_DATE, value: Buffer.from("20300101") },
    ]);
  });

  it("give attributes without a value", async () => {
    assert.deepEqual(await templateOf(templates("without values")), [
      { type: CKA.ID, value: null },
      { type: CKA.CLASS, value: null },
      { type: CKA.TOKEN, value: null },
      { type: CKA.ID, value: new Uint8Array() },
      { type: CKA.ID, value: null },
    ]);
  });

  it("give a list of attributes within an attribute as bytes, which equal nothing", async () => {
    const value = Buffer.from("00000001" + "00000000" + "01" + "00000008" + "0000000000000003", "hex");
    assert.deepEqual(await templateOf(templates("a list of attributes")), [{ type: CKA.WRAP_TEMPLATE, value }]);
    let deep = u32(0);
    for (let depth = 0; depth < 21; depth++)
      deep = Buffer.concat([u32(1), u32(CKA.WRAP_TEMPLATE), u8(1), u32(24), deep]);
    assert.equal(await templateOf(request("C_FindObjectsInit", u64(5), deep)), CKR.DEVICE_ERROR);
  });

  it("are refused for attributes with impossible lengths, which reserve no memory", async () => {
    for (const name of [
      "CKA_CLASS of 4 bytes",
      "CKA_TOKEN of 2^32-1 bytes",
      "CKA_ID of two lengths",
      "CKA_ID longer than the message",
      "2^32-1 mechanisms",
      "2^32-1 attributes in a list",
      "one attribute less than announced",
    ])
      assert.equal(await templateOf(templates(name)), CKR.DEVICE_ERROR, name);
    assert.equal(await templateOf(templates("2^32-1 attributes")), CKR.ARGUMENTS_BAD);
  });

  it("hand the token a copy of the data, which it may keep", async () => {
    const parts: Uint8Array[] = [];
    const client = new Client(
      tokenThat({
        signUpdate: async (_session, part) => {
          parts.push(part);
        },
      }),
    );
    for (const part of ["first", "second"]) await client.call(signing(`C_SignUpdate request, ${part}`));
    await client.end();
    assert.equal(Buffer.concat(parts).toString(), "firstsecond");
  });

  it("get the return value of the token", async () => {
    assert.deepEqual(await responseTo(sessions("C_Logout request"), {}), general("CKR_FUNCTION_FAILED"));
    assert.deepEqual(
      await responseTo(sessions("C_Logout request"), { logout: async () => {} }),
      sessions("C_Logout response"),
    );
  });

  it("get CKR_GENERAL_ERROR when the token throws anything else, which goes to the log", async () => {
    const write = mock.method(process.stderr, "write", () => true);
    const token: Partial<Cryptoki> = { logout: () => Promise.reject(new RangeError("thrown by a test")) };
    try {
      assert.deepEqual(await responseTo(sessions("C_Logout request"), token), general("CKR_GENERAL_ERROR"));
      assert.match(String(write.mock.calls[0]?.arguments[0]), /PKCS#11: internal.*thrown by a test/);
    } finally {
      write.mock.restore();
    }
  });
});
