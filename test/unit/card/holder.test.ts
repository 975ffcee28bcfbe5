import assert from "node:assert/strict";
import type { JsonName } from "@peculiar/x509";
import { Authority, days, type Issued } from "../../../devkit/pki/authority";
import { rsaKey } from "../../../devkit/pki/keys";
import { readHolder } from "../../../native-host/card/holder";
import { assertThrows } from "./scripted-transport";

/** Self-signed, elliptic curve. */
const EC = Buffer.from(
  "MIIBcTCCARegAwIBAgIUBr8QCaLsKfHv4sXA1zeYLTVDeSQwCgYIKoZIzj0EAwIwDTELMAkGA1UEAwwCRUMwIBcNMjYxMTIxMjEwNjM0WhgPMjEyNjEwMjgyMTA2MzRaMA0xCzAJBgNVBAMMAkVDMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+mVnkdNswdWvdnzU5Cp3O558mLWakrCp5nGpeWgjWixe5j5K3s4Ui5r2VHFZd717GlJouDdtCV3SOvteMhRTKKNTMFEwHQYDVR0OBBYEFIxvYyeuQ3ZWoOrj8Q4BeFGNAeZYMB8GA1UdIwQYMBaAFIxvYyeuQ3ZWoOrj8Q4BeFGNAeZYMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgX4gbft5DVcBJ2ONRd9k1+vORWJZSm+s34rqL/hRFsWkCIQCAzaqLC+mpVKoxB3BmuX2lyd4n28unfov47W6gycsNMQ==",
  "base64",
);

const SURNAME = "2.5.4.4";
const GIVEN_NAME = "2.5.4.42";

describe("the holder in a certificate", () => {
  let authority: Authority;
  const issue = async (subject: JsonName, validity = days(-1, 1)): Promise<Issued> =>
    authority.issue(subject, await rsaKey("card-of-tests", 1024), validity, []);
  const holder = async (subject: JsonName) => readHolder((await issue(subject)).der);

  before(async () => {
    authority = await Authority.create([{ C: ["IT"] }, { CN: ["Prova CA"] }], await rsaKey("authority-of-tests", 1024));
  });

  it("has name, codice fiscale and card number of a CNS", async () => {
    const { name, codiceFiscale, cardNumber, keySize } = await holder([
      { C: ["IT"] },
      { [SURNAME]: ["COLLAUDO"] },
      { [GIVEN_NAME]: ["ADA"] },
      { CN: ["CLLDAA80A41X999S/6090000000000017.Zm9vL2Jhci8rYmF6Lg="] },
    ]);
    assert.deepEqual(
      { name, codiceFiscale, cardNumber, keySize },
      {
        name: "ADA COLLAUDO",
        codiceFiscale: "CLLDAA80A41X999S",
        cardNumber: "6090000000000017",
        keySize: 1024,
      },
    );
  });

  it("takes a codice fiscale with letters for digits", async () => {
    const { codiceFiscale } = await holder([{ CN: ["CLLDAAUVALMXNPQS/1.x"] }]);
    assert.equal(codiceFiscale, "CLLDAAUVALMXNPQS");
  });

  for (const commonName of [
    "CLLDAA80A41X99S/1.x",
    "clldaa80a41x999s/1.x",
    "CLLDAA80F41X999S/1.x",
    "CLLDAAO0A41X999S/1.x",
    "CLLDAA80A41X999S",
    "CLLDAA80A41X999S/1",
    "Ada Collaudo",
  ]) {
    it(`has no codice fiscale in ${commonName}`, async () =>
      assert.equal((await holder([{ CN: [commonName] }])).codiceFiscale, null));
  }

  it("is named by the common name when there are no other names", async () => {
    assert.equal((await holder([{ CN: ["Ada Collaudo"] }])).name, "Ada Collaudo");
    assert.equal((await holder([{ [SURNAME]: ["COLLAUDO"] }, { CN: ["X"] }])).name, "X");
    assert.equal((await holder([{ O: ["Prova"] }])).name, "");
  });

  it("keeps letters of all languages, and text that looks like a subject", async () => {
    const { name } = await holder([{ [SURNAME]: ["D'ANDRÒ, CN=X"] }, { [GIVEN_NAME]: ["NICCOLÒ"] }, { CN: ["x"] }]);
    assert.equal(name, "NICCOLÒ D'ANDRÒ, CN=X");
  });

  it("loses characters that nobody sees, or that turn the text around, in every field", async () => {
    const { name, cardNumber, subject, issuer } = readHolder(
      (
        await authority.issue(
          [
            { O: ["Pro\u200bva\u2028\u0085"] },
            { [SURNAME]: ["COL\u202eLAUDO\u001b[31m"] },
            { [GIVEN_NAME]: ["A\u2066DA\n\u00ad"] },
            { CN: ["CLLDAA80A41X999S/60\u200e90.x"] },
          ],
          await rsaKey("card-of-tests", 1024),
          days(-1, 1),
          [],
        )
      ).der,
    );
    assert.equal(name, "ADA COLLAUDO[31m");
    assert.equal(cardNumber, "6090");
    assert.match(subject, /^O=Prova\nSN=COLLAUDO\\1B\[31m\nGN=ADA\\0A\nCN=CLLDAA80A41X999S\/6090\.x$/);
    const other = await Authority.create([{ CN: ["Pro\u202eva CA"] }], await rsaKey("authority-of-tests", 1024));
    const issued = await other.issue([{ CN: ["x"] }], await rsaKey("card-of-tests", 1024), days(-1, 1), []);
    assert.equal(readHolder(issued.der).issuer, "CN=Prova CA");
    assert.equal(issuer, authority.issued.certificate.subject);
  });

  it("counts the first of several names", async () =>
    assert.equal(
      (await holder([{ [SURNAME]: ["UNO"] }, { [SURNAME]: ["DUE"] }, { [GIVEN_NAME]: ["ADA"] }, { CN: ["x"] }])).name,
      "ADA UNO",
    ));

  it("gives subject and issuer as Node prints them, and the dates as ISO", async () => {
    const issued = await issue([{ C: ["IT"] }, { CN: ["Ada"] }]);
    const { subject, issuer, notBefore, notAfter } = readHolder(issued.der);
    assert.equal(subject, "C=IT\nCN=Ada");
    assert.equal(issuer, authority.issued.certificate.subject);
    assert.equal(notBefore, new Date(issued.certificate.validFrom).toISOString());
    assert.match(notAfter, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/);
  });

  it("comes with a warning before and after the time of the certificate", async () => {
    const { der, certificate } = await issue([{ CN: ["Ada"] }], days(-10, 10));
    const from = new Date(certificate.validFrom);
    const to = new Date(certificate.validTo);
    const at = (date: Date, milliseconds: number) => readHolder(der, new Date(date.getTime() + milliseconds)).warnings;
    assert.deepEqual(at(from, 0), []);
    assert.deepEqual(at(to, 0), []);
    assert.deepEqual(at(from, -1), [{ code: "certificate.not-yet-valid", details: { notBefore: from.toISOString() } }]);
    assert.deepEqual(at(to, 1), [{ code: "certificate.expired", details: { notAfter: to.toISOString() } }]);
  });

  it("is not found in what is no certificate, or has no RSA key", async () => {
    const { der } = await issue([{ CN: ["Ada"] }]);
    for (const bytes of [new Uint8Array(), Uint8Array.of(0x30, 0), der.subarray(0, 100), EC]) {
      await assertThrows(async () => readHolder(bytes), "card.certificate");
    }
  });
});
