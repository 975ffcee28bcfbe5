import { rootCertificates } from "node:tls";
import fc from "fast-check";
import { PATIENCE, search } from "./budget";
import { changed } from "./changed-bytes";
import { corpusOf } from "./corpus";
import { checkFields, checkHolder, checkKey, checkToken } from "./targets/certificate";
import { check as checkPersonalData } from "./targets/personal-data";

/** What once broke a reader, or reached much of it. */
const corpus = corpusOf("certificate").flatMap(([, inputs]) => inputs);
const der = (pem: string) => Buffer.from(pem.replaceAll(/-----[A-Z ]+-----|\s/g, ""), "base64");
const certificates = [...rootCertificates.slice(0, 12).map(der), ...corpus];
const examples = corpus.map((bytes): [Buffer] => [bytes]);

describe("Whatever a card holds as certificate", function suite() {
  this.timeout(PATIENCE);

  for (const [title, check, runs] of [
    ["has fields inside of its bytes, or is refused", checkFields, 20_000],
    ["has a holder whom the extension takes, or is refused", checkHolder, 8_000],
    ["has an RSA key, or is refused", checkKey, 8_000],
    ["makes a token, or is refused", checkToken, 2_000],
  ] as const)
    it(title, async () => {
      await search(fc.property(changed(certificates), check), runs, examples);
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
      fc.property(changed([file(person), file([]), file(["", "31022020", "x".repeat(255)])], 6), checkPersonalData),
      20_000,
    );
  });
});
