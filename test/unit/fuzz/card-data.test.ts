import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { rootCertificates } from "node:tls";
import fc from "fast-check";
import { LIMITS } from "../../../shared/limits";
import { VarcoError } from "../../../shared/errors";
import { readHolder } from "../../../native-host/card/holder";
import { parsePersonalData, personalDataLength } from "../../../native-host/card/personal-data";
import { readCertificateFields } from "../../../native-host/pkcs11/certificate-fields";
import { readPublicKey } from "../../../native-host/rsa/public-key";
import { PATIENCE, search } from "./budget";
import { changed } from "./changed-bytes";

const CORPUS = new URL("corpus/certificates/", import.meta.url);
/** What once broke a reader, in hexadecimal digits. */
const corpus = readdirSync(CORPUS).map((name) =>
  Buffer.from(readFileSync(new URL(name, CORPUS), "latin1").trim(), "hex"),
);
const der = (pem: string) => Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");
const certificates = [...rootCertificates.slice(0, 12).map(der), ...corpus];
const examples = corpus.map((bytes): [Buffer] => [bytes]);

/** What it returns; undefined where it says that this is no certificate. */
function unlessRefused<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (thrown) {
    assert(thrown instanceof VarcoError && thrown.code === "card.certificate", String(thrown));
    return undefined;
  }
}

describe("Whatever a card holds as certificate", function suite() {
  this.timeout(PATIENCE);

  it("has fields inside of its bytes, or is refused", async () => {
    await search(
      fc.property(changed(certificates), (bytes) => {
        const fields = unlessRefused(() => readCertificateFields(bytes));
        for (const field of fields ? [fields.serialNumber, fields.issuer, fields.subject] : [])
          assert(field.length >= 2 && bytes.includes(Buffer.from(field)));
      }),
      20_000,
      examples,
    );
  });

  it("has a holder within the limits, or is refused", async () => {
    await search(
      fc.property(changed(certificates), (bytes) => {
        const holder = unlessRefused(() => readHolder(bytes));
        if (holder === undefined) return;
        assert(holder.name.length <= LIMITS.holderName);
        assert(!Number.isNaN(Date.parse(holder.notBefore)) && !Number.isNaN(Date.parse(holder.notAfter)));
      }),
      8_000,
      examples,
    );
  });

  it("has an RSA key, or is refused", async () => {
    await search(
      fc.property(changed(certificates), (bytes) => {
        const key = unlessRefused(() => readPublicKey(bytes));
        if (key !== undefined) assert.equal(key.bytes, key.modulus.length);
      }),
      8_000,
      examples,
    );
  });
});

describe("Whatever a card holds as personal data", function suite() {
  this.timeout(PATIENCE);
  const hexadecimal = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, "0");
  const file = (fields: readonly string[]) => {
    const body = fields.map((field) => hexadecimal(field.length, 2) + field).join("");
    return Buffer.from(hexadecimal(body.length, 6) + body, "latin1");
  };
  const person = ["TN00000000", "01012020", "31122030", "ROSSI", "ADA", "29021980", "F", "170", "RSSDAA80B69L378X"];

  it("is read inside of its bytes, or is none", async () => {
    await search(
      fc.property(changed([file(person), file([]), file(["", "31022020", "x".repeat(255)])], 6), (bytes) => {
        const length = personalDataLength(bytes);
        assert(length === null || (length > 6 && length <= 6 + 0xffffff));
        const data = parsePersonalData(bytes);
        if (data === null) return;
        const texts = Object.values(data).filter((value) => typeof value === "string");
        assert(texts.join("").length <= bytes.length + 6);
        for (const date of [data.issued, data.expires, data.born])
          assert(date === null || (/^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(Date.parse(date))));
      }),
      20_000,
    );
  });
});
