import assert from "node:assert/strict";
import "reflect-metadata";
import { X509Certificate } from "@peculiar/x509";
import { GIOVANNI } from "../../devkit/pki/people";
import { CKA, CKC, CKF, CKK, CKO, CKP, CKU } from "../../native-host/pkcs11/constants";
import type { Attribute, AttributeAnswer } from "../../native-host/pkcs11/cryptoki";
import { answers, insertedToken, issue, pin, type TokenStage } from "./pkcs11-stage";

async function all({ token }: TokenStage, session: number, template: readonly Attribute[] = []): Promise<number[]> {
  await token.findObjectsInit(session, template);
  const found = await token.findObjects(session, 100);
  await token.findObjectsFinal(session);
  return [...found];
}

function bytes(answer: AttributeAnswer | undefined): Buffer {
  return answer instanceof Uint8Array ? Buffer.from(answer) : assert.fail(`not bytes: ${String(answer)}`);
}

describe("the objects of the token", () => {
  it("are certificate and public key, and after the login the private key too, all of one CKA_ID", async () => {
    const stage = await insertedToken();
    const { token, session, find } = stage;
    const handle = await session();
    assert.equal((await all(stage, handle)).length, 2);
    assert.deepEqual(await find(handle, "PRIVATE_KEY"), []);
    await token.login(handle, CKU.USER, pin("24680"));
    const objects = await all(stage, handle);
    const answered = await Promise.all(
      objects.map((object) => token.getAttributeValue(handle, object, [CKA.CLASS, CKA.ID, CKA.LABEL])),
    );
    assert.deepEqual(
      answered.map(([type]) => type),
      [CKO.CERTIFICATE, CKO.PUBLIC_KEY, CKO.PRIVATE_KEY],
    );
    const [, id, label] = answered[0]!;
    assert.equal(bytes(id).length, 20);
    assert.equal(bytes(label).toString(), "ADA COLLAUDO");
    for (const [, otherId] of answered) assert.deepEqual(otherId, id);
    await token.logout(handle);
    assert.equal((await all(stage, handle)).length, 2);
    await assert.rejects(token.getAttributeValue(handle, objects[2]!, [CKA.CLASS]), answers("OBJECT_HANDLE_INVALID"));
  });

  it("say before any login, to who asks for profiles, that certificates can be read without one", async () => {
    const stage = await insertedToken();
    const handle = await stage.session();
    const [profile = 0, ...others] = await all(stage, handle, [
      { type: CKA.TOKEN, value: true },
      { type: CKA.CLASS, value: CKO.PROFILE },
    ]);
    assert.deepEqual(others, []);
    assert.deepEqual(await stage.token.getAttributeValue(handle, profile, [CKA.PROFILE_ID, CKA.PRIVATE]), [
      CKP.PUBLIC_CERTIFICATES_TOKEN,
      false,
    ]);
  });

  it("show the certificate as it stands on the card", async () => {
    const { token, session, find, issued } = await insertedToken();
    const handle = await session();
    const [object = 0] = await find(handle, "CERTIFICATE");
    const [value, subject, issuer, serial, type, trusted, isPrivate, start, end] = await token.getAttributeValue(
      handle,
      object,
      [
        CKA.VALUE,
        CKA.SUBJECT,
        CKA.ISSUER,
        CKA.SERIAL_NUMBER,
        CKA.CERTIFICATE_TYPE,
        CKA.TRUSTED,
        CKA.PRIVATE,
        CKA.START_DATE,
        CKA.END_DATE,
      ],
    );
    const peer = new X509Certificate(Uint8Array.from(issued.der));
    assert.deepEqual(bytes(value), Buffer.from(issued.der));
    assert.deepEqual(bytes(subject), Buffer.from(peer.subjectName.toArrayBuffer()));
    assert.deepEqual(bytes(issuer), Buffer.from(peer.issuerName.toArrayBuffer()));
    assert.equal(BigInt(`0x${bytes(serial).subarray(2).toString("hex")}`), BigInt(`0x${peer.serialNumber}`));
    assert.equal(bytes(serial)[0], 0x02);
    assert.deepEqual([type, trusted, isPrivate], [CKC.X_509, false, false]);
    assert.equal(bytes(start).toString(), peer.notBefore.toISOString().slice(0, 10).replaceAll("-", ""));
    assert.equal(bytes(end).toString(), peer.notAfter.toISOString().slice(0, 10).replaceAll("-", ""));
  });

  it("show the key that belongs to it, on both sides", async () => {
    const { token, session, find, issued } = await insertedToken();
    const handle = await session({ login: true });
    const { n, e } = issued.certificate.publicKey.export({ format: "jwk" });
    for (const type of ["PUBLIC_KEY", "PRIVATE_KEY"] as const) {
      const [object = 0] = await find(handle, type);
      const [keyType, modulus, exponent, info] = await token.getAttributeValue(handle, object, [
        CKA.KEY_TYPE,
        CKA.MODULUS,
        CKA.PUBLIC_EXPONENT,
        CKA.PUBLIC_KEY_INFO,
      ]);
      assert.equal(keyType, CKK.RSA);
      assert.equal(bytes(modulus).toString("base64url"), n);
      assert.equal(bytes(exponent).toString("base64url"), e);
      assert.deepEqual(bytes(info), issued.certificate.publicKey.export({ type: "spki", format: "der" }));
    }
    const [publicKey = 0] = await find(handle, "PUBLIC_KEY");
    assert.deepEqual(await token.getAttributeValue(handle, publicKey, [CKA.MODULUS_BITS]), [2048]);
  });

  it("have a private key that signs, keeps its secrets and wants no PIN of its own", async () => {
    const { token, session, find } = await insertedToken();
    const handle = await session({ login: true });
    const [object = 0] = await find(handle, "PRIVATE_KEY");
    assert.deepEqual(
      await token.getAttributeValue(handle, object, [
        CKA.SIGN,
        CKA.DECRYPT,
        CKA.UNWRAP,
        CKA.SENSITIVE,
        CKA.EXTRACTABLE,
        CKA.NEVER_EXTRACTABLE,
        CKA.ALWAYS_AUTHENTICATE,
        CKA.PRIVATE,
        CKA.TOKEN,
        CKA.MODIFIABLE,
      ]),
      [true, false, false, true, false, true, false, true, true, false],
    );
    const secrets = [CKA.PRIVATE_EXPONENT, CKA.PRIME_1, CKA.PRIME_2, CKA.EXPONENT_1, CKA.EXPONENT_2, CKA.COEFFICIENT];
    assert.deepEqual(await token.getAttributeValue(handle, object, [...secrets, CKA.URL, 0xce534351]), [
      ...secrets.map(() => "sensitive"),
      "unknown",
      "unknown",
    ]);
  });

  it("are found by the attributes they have, a few at a time, and never by those they keep secret", async () => {
    const stage = await insertedToken();
    const { token, session } = stage;
    const handle = await session({ login: true });
    const [certificate = 0, publicKey = 0, privateKey = 0] = await all(stage, handle);
    const [id, subject] = await token.getAttributeValue(handle, certificate, [CKA.ID, CKA.SUBJECT]);
    assert.deepEqual(
      await all(stage, handle, [
        { type: CKA.ID, value: bytes(id) },
        { type: CKA.CLASS, value: CKO.PRIVATE_KEY },
      ]),
      [privateKey],
    );
    assert.deepEqual(
      await all(stage, handle, [
        { type: CKA.SUBJECT, value: bytes(subject) },
        { type: CKA.CLASS, value: CKO.CERTIFICATE },
      ]),
      [certificate],
    );
    assert.deepEqual(await all(stage, handle, [{ type: CKA.VERIFY, value: true }]), [publicKey]);
    assert.deepEqual(await all(stage, handle, [{ type: CKA.TOKEN, value: true }]), [
      certificate,
      publicKey,
      privateKey,
    ]);
    for (const template of [
      { type: CKA.TOKEN, value: false },
      { type: CKA.CLASS, value: CKO.DATA },
      { type: CKA.ID, value: bytes(id).subarray(1) },
      { type: CKA.ID, value: null },
      { type: CKA.PRIVATE_EXPONENT, value: new Uint8Array() },
      { type: CKA.PRIVATE_EXPONENT, value: null },
      { type: CKA.URL, value: null },
      { type: 0xce534351, value: new Uint8Array() },
      { type: CKA.CLASS, value: Uint8Array.of(1) },
      { type: CKA.ALLOWED_MECHANISMS, value: [1] },
    ])
      assert.deepEqual(await all(stage, handle, [template]), []);
    await token.findObjectsInit(handle, []);
    await assert.rejects(token.findObjectsInit(handle, []), answers("OPERATION_ACTIVE"));
    assert.deepEqual(await token.findObjects(handle, 2), [certificate, publicKey]);
    assert.deepEqual(await token.findObjects(handle, 2), [privateKey]);
    assert.deepEqual(await token.findObjects(handle, 2), []);
    await token.findObjectsFinal(handle);
    await assert.rejects(token.findObjects(handle, 1), answers("OPERATION_NOT_INITIALIZED"));
    await assert.rejects(token.findObjectsFinal(handle), answers("OPERATION_NOT_INITIALIZED"));
  });

  it("do not include the second key pair that some cards hold for signing documents", async () => {
    const other = await issue({ person: GIOVANNI });
    const stage = await insertedToken({
      signaturePair: { certificate: other.der, privateKey: other.key, pin: "98765432" },
    });
    const handle = await stage.session({ login: true });
    const objects = await all(stage, handle);
    assert.equal(objects.length, 3);
    const [value] = await stage.token.getAttributeValue(handle, objects[0]!, [CKA.VALUE]);
    assert.deepEqual(bytes(value), Buffer.from(stage.issued.der));
    assert.ok(
      stage.card.trace.every(({ command }) => !/14009010|14008110/.test(command) && !/^002[04]00(1a|9a)/.test(command)),
    );
  });

  it("cannot be reached without a session, and sessions are serial", async () => {
    const { token, session } = await insertedToken();
    const handle = await session();
    await assert.rejects(token.getAttributeValue(handle, 12345, [CKA.CLASS]), answers("OBJECT_HANDLE_INVALID"));
    await assert.rejects(token.findObjectsInit(handle + 1, []), answers("SESSION_HANDLE_INVALID"));
    await assert.rejects(token.openSession(1, CKF.session.RW_SESSION), answers("SESSION_PARALLEL_NOT_SUPPORTED"));
    await token.closeSession(handle);
    await assert.rejects(token.closeSession(handle), answers("SESSION_HANDLE_INVALID"));
  });
});
