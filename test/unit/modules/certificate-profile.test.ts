import assert from "node:assert/strict";
import { ADA, GIOVANNI } from "../../../devkit/pki/people";
import { createTestPki, type TestPki } from "../../../devkit/pki/pki";
import { chooseCns } from "../../../native-host/modules/certificate-profile";

describe("The certificate of a token that logs in", () => {
  let pki: TestPki;
  before(async () => {
    pki = await createTestPki();
  });
  const der = async (options: Parameters<TestPki["card"]>[0]) => ({ der: (await pki.card(options)).der });

  it("is the CNS authentication certificate, wherever it stands", async () => {
    const [signature, cns] = [await der({ use: "signature" }), await der({})];
    assert.equal(chooseCns([signature, cns]), cns);
    assert.equal(chooseCns([cns, signature]), cns);
  });

  it("is never one for signatures, even if there is no other", async () => {
    assert.equal(chooseCns([await der({ use: "signature" })]), null);
  });

  it("is one in its time rather than one that has expired", async () => {
    const [expired, valid] = [await der({ validity: "expired" }), await der({ person: GIOVANNI })];
    assert.equal(chooseCns([expired, valid]), valid);
    assert.equal(chooseCns([expired]), expired, "the person hears that it has expired");
  });

  it("is no server's certificate, and nothing that is not a certificate", async () => {
    const server = { der: (await pki.server(["www.localhost"])).der };
    const broken = { der: (await der({ person: ADA })).der.subarray(0, 200) };
    assert.equal(chooseCns([server, broken, { der: new Uint8Array() }, { der: new Uint8Array(500).fill(0xa5) }]), null);
  });
});
