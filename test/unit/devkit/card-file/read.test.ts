import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BadInput } from "../../../../devkit/bad-input";
import { NAMED_CARDS } from "../../../../devkit/card-file/named-cards";
import { readCard } from "../../../../devkit/card-file/read";

const DAY = 24 * 3600 * 1000;

describe("A card for npm start", () => {
  let folder = "";
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "varco-card-file-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const read = (content: unknown) => {
    const path = join(folder, "card.json");
    writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
    return readCard(path);
  };

  it("has a name, or is described by a file", () => {
    for (const [name, described] of Object.entries(NAMED_CARDS)) {
      const [named, inFile] = [readCard(name), read(described)];
      assert.deepEqual({ ...named, certificate: null }, { ...inFile, certificate: null }, name);
    }
  });

  it("is the demo card where the file says nothing", () => {
    const { holder, activated, pin, puk, certificate } = read({});
    assert.deepEqual(holder, { surname: "COLLAUDO", givenName: "ADA", codiceFiscale: "CLLDAA80A41X999S" });
    assert.equal(activated, true);
    assert.deepEqual([pin, puk], [{ code: "12345" }, { code: "87654321" }]);
    assert.ok(certificate.validFrom.getTime() < Date.now() && Date.now() < certificate.validUntil.getTime());
  });

  it("takes its dates as days, or as a distance from today", () => {
    const { certificate } = read({ certificate: { validFrom: "2024-02-29", validUntil: -10 } });
    assert.equal(certificate.validFrom.toISOString(), "2024-02-29T00:00:00.000Z");
    assert.ok(Math.abs(Date.now() - 10 * DAY - certificate.validUntil.getTime()) < DAY);
  });

  for (const [wrong, says] of [
    [{ holder: { codiceFiscale: "CLLDAA80A41X999T" } }, /holder\.codiceFiscale .*Write "CLLDAA80A41X999S"/],
    [
      { holder: { codiceFiscale: "CLLDAA80B71X999S" } },
      /holder\.codiceFiscale holds a day of birth that does not exist/,
    ],
    [{ holder: { codiceFiscale: "ADA" } }, /holder\.codiceFiscale .*16 characters such as/],
    [{ holder: { surname: "" } }, /holder\.surname .*1 to 64 characters/],
    [{ holder: { name: "ADA" } }, /holder\.name is not known here.*surname, givenName, codiceFiscale/],
    [{ holder: "ADA" }, /holder is not an object/],
    [{ cardNumber: 6090000000000017 }, /cardNumber .*16 digits in quotation marks/],
    [{ certificate: { validUntil: "31.12.2030" } }, /certificate\.validUntil is not a date.*"2030-12-31"/],
    [{ certificate: { validUntil: "2030-02-31" } }, /certificate\.validUntil is not a date/],
    [{ certificate: { validFrom: 10, validUntil: 9 } }, /certificate ends before it begins/],
    [{ certificate: { keySize: 512 } }, /certificate\.keySize .*1024, 2048/],
    [{ certificate: { issuer: "Rossi" } }, /certificate\.issuer .*"test", "foreign"/],
    [{ certificate: { subject: "CN=ADA" } }, /certificate\.subject .*"cns", "without-names"/],
    [{ pin: { code: 12345 } }, /pin\.code .*5 to 8 digits in quotation marks/],
    [{ pin: { triesLeft: 4 } }, /pin\.triesLeft .*0 \(blocked\) to 3/],
    [{ puk: { code: "1234" } }, /puk\.code .*8 digits/],
    [{ activated: "no" }, /activated is neither true nor false/],
    [{ person: {} }, /person is not known here.*holder, cardNumber, certificate, activated, pin, puk/],
    [[], /It is not an object/],
    [{ pin: [] }, /pin is not an object/],
    ["{", /is not JSON/],
  ] as const)
    it(`says what to write instead: ${JSON.stringify(wrong)}`, () => {
      assert.throws(
        () => read(wrong),
        (thrown) => thrown instanceof BadInput && thrown.message.includes(folder) && says.test(thrown.message),
      );
    });

  it("says everything that is wrong at once", () => {
    assert.throws(() => read({ pin: { code: "1" }, puk: { triesLeft: -1 } }), /pin\.code [^]*puk\.triesLeft/);
  });

  it("names the known cards where neither a card nor a file has the name", () => {
    assert.throws(() => readCard(join(folder, "expird")), /expired, blocked, .*ENOENT/);
  });
});
