import assert from "node:assert/strict";
import { constants, createHash, randomBytes, verify } from "node:crypto";
import { CARD_FAMILIES, inventedCard, type CardFamilyName } from "../../devkit/card/index";
import { CKG, CKM, CKU } from "../../native-host/pkcs11/constants";
import type { Mechanism } from "../../native-host/pkcs11/cryptoki";
import { InsertedReaders } from "./inserted-readers";
import { answers, insertedToken, issue, pin, READER, tokenOn } from "./pkcs11-stage";

const HASHES = [
  {
    name: "sha256",
    hash: CKM.SHA256,
    mgf: CKG.MGF1_SHA256,
    pkcs1: CKM.SHA256_RSA_PKCS,
    pss: CKM.SHA256_RSA_PKCS_PSS,
    length: 32,
  },
  {
    name: "sha384",
    hash: CKM.SHA384,
    mgf: CKG.MGF1_SHA384,
    pkcs1: CKM.SHA384_RSA_PKCS,
    pss: CKM.SHA384_RSA_PKCS_PSS,
    length: 48,
  },
  {
    name: "sha512",
    hash: CKM.SHA512,
    mgf: CKG.MGF1_SHA512,
    pkcs1: CKM.SHA512_RSA_PKCS,
    pss: CKM.SHA512_RSA_PKCS_PSS,
    length: 64,
  },
] as const;
const SHA256_INFO = Buffer.from("3031300d060960864801650304020105000420", "hex");
const DATA = Buffer.from("what is signed");
const digest = (name: string): Buffer => createHash(name).update(DATA).digest();
const PSS = { padding: constants.RSA_PKCS1_PSS_PADDING } as const;

describe("a signature of the token", () => {
  for (const { name, hash, mgf, pkcs1, pss, length } of HASHES) {
    it(`by PKCS #1 v1.5 with ${name}, in one piece or in several, is right`, async () => {
      const {
        token,
        session,
        find,
        sign,
        issued: {
          certificate: { publicKey },
        },
      } = await insertedToken();
      const handle = await session({ login: true });
      assert.ok(verify(name, DATA, publicKey, await sign(handle, { type: pkcs1 }, DATA)));
      const [key = 0] = await find(handle, "PRIVATE_KEY");
      await token.signInit(handle, { type: pkcs1 }, key);
      for (const byte of DATA) await token.signUpdate(handle, Uint8Array.of(byte));
      assert.ok(verify(name, DATA, publicKey, await token.signFinal(handle)));
    });

    it(`by PSS with ${name}, of data or of a digest, with any salt that fits, is right`, async () => {
      const {
        session,
        sign,
        issued: {
          certificate: { publicKey },
        },
      } = await insertedToken();
      const handle = await session({ login: true });
      for (const saltLength of [0, 1, length, 256 - length - 2]) {
        const parameters = { hash, mgf, saltLength };
        const ofData = await sign(handle, { type: pss, pss: parameters }, DATA);
        assert.ok(verify(name, DATA, { key: publicKey, ...PSS, saltLength }, ofData));
        const ofDigest = await sign(handle, { type: CKM.RSA_PKCS_PSS, pss: parameters }, digest(name));
        assert.ok(verify(name, DATA, { key: publicKey, ...PSS, saltLength }, ofDigest));
        assert.ok(!verify(name, Buffer.from("other data"), { key: publicKey, ...PSS, saltLength }, ofData));
      }
    });
  }

  it("of a DigestInfo made by the program, as TLS 1.2 has it, is right", async () => {
    const {
      session,
      sign,
      issued: {
        certificate: { publicKey },
      },
    } = await insertedToken();
    const signature = await sign(
      await session({ login: true }),
      { type: CKM.RSA_PKCS },
      Buffer.concat([SHA256_INFO, digest("sha256")]),
    );
    assert.ok(verify("sha256", DATA, publicKey, signature));
  });

  it("of a block padded by the program is right, and short blocks have zeros before them", async () => {
    const {
      session,
      sign,
      issued: {
        certificate: { publicKey },
      },
    } = await insertedToken();
    const handle = await session({ login: true });
    const info = Buffer.concat([SHA256_INFO, digest("sha256")]);
    const block = Buffer.concat([Buffer.of(1), Buffer.alloc(255 - 2 - info.length, 0xff), Buffer.of(0), info]);
    assert.equal(block.length, 255);
    assert.ok(verify("sha256", DATA, publicKey, await sign(handle, { type: CKM.RSA_X_509 }, block)));
    assert.ok(
      verify(
        "sha256",
        DATA,
        publicKey,
        await sign(handle, { type: CKM.RSA_X_509 }, Buffer.concat([Buffer.of(0), block])),
      ),
    );
  });

  for (const family of [
    "st2021",
    "ace2021",
    "st2022-contactless",
    "infocamere-1204",
  ] as const satisfies readonly CardFamilyName[]) {
    it(`is right with ${family}`, async () => {
      assert.ok(family in CARD_FAMILIES);
      const {
        session,
        sign,
        issued: {
          certificate: { publicKey },
        },
      } = await insertedToken({ family });
      assert.ok(
        verify(
          "sha256",
          DATA,
          publicKey,
          await sign(await session({ login: true }), { type: CKM.SHA256_RSA_PKCS }, DATA),
        ),
      );
    });
  }

  it("is right with a key of 1024 bits, where it fits", async () => {
    const short = await issue({ bits: 1024 });
    const readers = new InsertedReaders();
    readers.plug(READER);
    readers.insert(READER, inventedCard(short));
    const { session, sign } = tokenOn(readers);
    const handle = await session({ login: true });
    const { publicKey } = short.certificate;
    assert.ok(verify("sha512", DATA, publicKey, await sign(handle, { type: CKM.SHA512_RSA_PKCS }, DATA)));
    const pss = { hash: CKM.SHA512, mgf: CKG.MGF1_SHA512, saltLength: 62 };
    assert.ok(
      verify(
        "sha512",
        DATA,
        { key: publicKey, ...PSS, saltLength: 62 },
        await sign(handle, { type: CKM.SHA512_RSA_PKCS_PSS, pss }, DATA),
      ),
    );
    await assert.rejects(
      sign(handle, { type: CKM.SHA512_RSA_PKCS_PSS, pss: { ...pss, saltLength: 63 } }, DATA),
      answers("MECHANISM_PARAM_INVALID"),
    );
  });

  it("is made by each of several open sessions, of its own data", async () => {
    const {
      token,
      session,
      find,
      issued: {
        certificate: { publicKey },
      },
    } = await insertedToken();
    const sessions = [await session({ login: true }), await session(), await session()];
    const [key = 0] = await find(sessions[0]!, "PRIVATE_KEY");
    for (const handle of sessions) await token.signInit(handle, { type: CKM.SHA256_RSA_PKCS }, key);
    const signatures = await Promise.all(
      sessions.map((handle) => token.sign(handle, Buffer.from(`data of ${handle}`))),
    );
    signatures.forEach((signature, index) =>
      assert.ok(verify("sha256", Buffer.from(`data of ${sessions[index]}`), publicKey, signature)),
    );
  });

  it("that the card got wrong is not given out", async () => {
    const { session, sign, card } = await insertedToken();
    const handle = await session({ login: true });
    const before = card.counters.apdus;
    await sign(handle, { type: CKM.SHA256_RSA_PKCS }, DATA);
    const last = card.counters.apdus - before;
    for (const wrong of [randomBytes(256), Buffer.alloc(256, 0xff), Buffer.alloc(256)]) {
      card.faults.plan({ at: last, kind: "answer", bytes: Buffer.concat([wrong, Buffer.of(0x90, 0x00)]) });
      await assert.rejects(sign(handle, { type: CKM.SHA256_RSA_PKCS }, DATA), answers("DEVICE_ERROR"));
    }
    await sign(handle, { type: CKM.SHA256_RSA_PKCS }, DATA);
  });
});

describe("the token refuses to sign", () => {
  const SALT = { hash: CKM.SHA256, mgf: CKG.MGF1_SHA256, saltLength: 32 };

  for (const [what, mechanism, data] of [
    ["a DigestInfo that is too long", { type: CKM.RSA_PKCS }, Buffer.alloc(246)],
    ["a block that is too long", { type: CKM.RSA_X_509 }, Buffer.alloc(257)],
    ["a block that is no number below the modulus", { type: CKM.RSA_X_509 }, Buffer.alloc(256, 0xff)],
    ["a digest that is too short", { type: CKM.RSA_PKCS_PSS, pss: SALT }, Buffer.alloc(31)],
    ["a digest that is too long", { type: CKM.RSA_PKCS_PSS, pss: SALT }, Buffer.alloc(33)],
  ] as const satisfies readonly (readonly [string, Mechanism, Uint8Array])[]) {
    it(`${what}, without asking the card, and the operation is over`, async () => {
      const { token, session, sign, readers } = await insertedToken();
      const handle = await session({ login: true });
      const { connections } = readers;
      await assert.rejects(sign(handle, mechanism, data), answers("DATA_LEN_RANGE"));
      await assert.rejects(token.signFinal(handle), answers("OPERATION_NOT_INITIALIZED"));
      assert.equal(readers.connections, connections);
    });
  }

  it("pieces that become too long together", async () => {
    const { token, session, find } = await insertedToken();
    const handle = await session({ login: true });
    const [key = 0] = await find(handle, "PRIVATE_KEY");
    await token.signInit(handle, { type: CKM.RSA_PKCS }, key);
    await token.signUpdate(handle, Buffer.alloc(245));
    await assert.rejects(token.signUpdate(handle, Buffer.alloc(1)), answers("DATA_LEN_RANGE"));
    await assert.rejects(token.signFinal(handle), answers("OPERATION_NOT_INITIALIZED"));
  });

  it("by C_Sign what came in parts, without asking the card, and the operation is over", async () => {
    const { token, session, find, readers } = await insertedToken();
    const handle = await session({ login: true });
    const [key = 0] = await find(handle, "PRIVATE_KEY");
    const { connections } = readers;
    for (const part of [DATA, new Uint8Array()]) {
      await token.signInit(handle, { type: CKM.SHA256_RSA_PKCS }, key);
      await token.signUpdate(handle, part);
      await assert.rejects(token.sign(handle, DATA), answers("OPERATION_ACTIVE"));
      await assert.rejects(token.signFinal(handle), answers("OPERATION_NOT_INITIALIZED"));
    }
    assert.equal(readers.connections, connections);
  });

  it("with PSS parameters that do not fit together", async () => {
    const { session, sign } = await insertedToken();
    const handle = await session({ login: true });
    for (const pss of [
      { ...SALT, mgf: CKG.MGF1_SHA1 },
      { ...SALT, mgf: 0 },
      { ...SALT, hash: CKM.SHA_1, mgf: CKG.MGF1_SHA1 },
      { ...SALT, hash: CKM.RSA_PKCS },
      { ...SALT, saltLength: 223 },
      { ...SALT, saltLength: 2 ** 32 },
    ])
      await assert.rejects(
        sign(handle, { type: CKM.RSA_PKCS_PSS, pss }, Buffer.alloc(32)),
        answers("MECHANISM_PARAM_INVALID"),
      );
    await assert.rejects(
      sign(handle, { type: CKM.RSA_PKCS_PSS }, Buffer.alloc(32)),
      answers("MECHANISM_PARAM_INVALID"),
    );
    await assert.rejects(
      sign(handle, { type: CKM.SHA384_RSA_PKCS_PSS, pss: SALT }, DATA),
      answers("MECHANISM_PARAM_INVALID"),
    );
  });

  it("by unknown mechanisms, with something that is no key, and before the login", async () => {
    const { token, session, find } = await insertedToken();
    const handle = await session({ login: true });
    const [key = 0] = await find(handle, "PRIVATE_KEY");
    const [certificate = 0] = await find(handle, "CERTIFICATE");
    const [publicKey = 0] = await find(handle, "PUBLIC_KEY");
    for (const type of [CKM.SHA1_RSA_PKCS, CKM.RSA_PKCS_KEY_PAIR_GEN, CKM.SHA256, 0x80000001]) {
      await assert.rejects(token.signInit(handle, { type }, key), answers("MECHANISM_INVALID"));
    }
    for (const other of [certificate, publicKey, key + 1, 0, -1, 0.5]) {
      await assert.rejects(token.signInit(handle, { type: CKM.RSA_PKCS }, other), answers("KEY_HANDLE_INVALID"));
    }
    await token.logout(handle);
    await assert.rejects(token.signInit(handle, { type: CKM.RSA_PKCS }, key), answers("USER_NOT_LOGGED_IN"));
    await token.login(handle, CKU.USER, pin("24680"));
    await token.signInit(handle, { type: CKM.RSA_PKCS }, key);
    await assert.rejects(token.signInit(handle, { type: CKM.RSA_PKCS }, key), answers("OPERATION_ACTIVE"));
    assert.equal(await token.signatureLength(handle), 256);
    await token.sign(handle, DATA);
    await assert.rejects(token.signatureLength(handle), answers("OPERATION_NOT_INITIALIZED"));
    await assert.rejects(token.sign(handle, DATA), answers("OPERATION_NOT_INITIALIZED"));
  });
});
