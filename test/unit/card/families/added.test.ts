import assert from "node:assert/strict";
import { parseFamilies } from "../../../../native-host/card/families/added";
import { toVarcoError } from "../../../../shared/errors";

const BATCH = {
  id: "new-batch",
  name: "New batch 2027",
  recognition: { historicalBytes: "00 6b 04 0c 02 00 01 11 01 43 4e 53 11 31 80" },
  certificate: [{ path: "1100 1101" }],
  login: { df: "1400 9002", pin: "0x90", puk: 0x91, environment: 3, key: 2 },
};

const file = (...families: readonly unknown[]): string => JSON.stringify({ families });
const reasonOf = (json: string): string => {
  try {
    parseFamilies(json);
  } catch (thrown) {
    const error = toVarcoError(thrown);
    assert.equal(error.code, "families.file");
    return String(error.details["reason"]);
  }
  return assert.fail("it was taken");
};

describe("A file of families", () => {
  it("gives families as the table has them, with the usual rest where it says nothing", () => {
    assert.deepEqual(parseFamilies(file(BATCH)), [
      {
        ...BATCH,
        login: { df: "1400 9002", pin: 0x90, puk: 0x91, environment: 3, key: 2 },
        longCommands: ["chaining", "extended"],
        files: { application: null, longestRead: 255 },
      },
    ]);
    assert.deepEqual(parseFamilies(file()), []);
  });

  it("may know a card that one cannot log in with", () => {
    const [family] = parseFamilies(file({ ...BATCH, login: { missing: "its key is not known" } }));
    assert.deepEqual(family?.login, { missing: "its key is not known" });
  });

  for (const [what, json, reason] of [
    ["is no JSON", "{", /not JSON/],
    ["is something else", "[]", /key that is not known|object/i],
    ["is oversized", `{"families":[]${" ".repeat(70_000)}}`, /longer than 65536 bytes/],
    [
      "has too many entries",
      file(...Array.from({ length: 33 }, (_, i) => ({ ...BATCH, id: `b${i}`, name: `b${i}` }))),
      /more than 32/,
    ],
    ["has an id twice", file(BATCH, { ...BATCH, name: "Other" }), /"families" holds an id twice/],
    ["has a name twice", file(BATCH, { ...BATCH, id: "other" }), /"families" holds a name twice/],
    ["takes an id of ours", file({ ...BATCH, id: "standard" }), /"families\.0\.id"/],
    ["has an unknown key", file({ ...BATCH, code: "x" }), /"families\.0\.code" has a key that is not known/],
    ["lacks a key", file({ ...BATCH, certificate: undefined }), /"families\.0\.certificate"/],
    ["turns its name around", file({ ...BATCH, name: "CNS \u202egpj" }), /"families\.0\.name"/],
    [
      "claims every card",
      file({ ...BATCH, recognition: { historicalBytes: ".. .. .." } }),
      /"families\.0\.recognition\.historicalBytes"/,
    ],
    ["says nothing of the card", file({ ...BATCH, recognition: {} }), /needs "atr" or "historicalBytes"/],
    [
      "has a reference out of range",
      file({ ...BATCH, login: { ...BATCH.login, pin: 256 } }),
      /families\.0\.login.*pin.*1 to 255/,
    ],
    ["has a negative reference", file({ ...BATCH, login: { ...BATCH.login, key: -1 } }), /key.*1 to 255/],
    ["has one reference for PIN and PUK", file({ ...BATCH, login: { ...BATCH.login, puk: 0x90 } }), /same reference/],
    [
      "names the PIN of the digital signature",
      file({ ...BATCH, login: { ...BATCH.login, pin: 0x9a } }),
      /digital signature/,
    ],
    [
      "names the key of the digital signature",
      file({ ...BATCH, login: { ...BATCH.login, key: 0x10 } }),
      /digital signature/,
    ],
    ["names its certificate", file({ ...BATCH, certificate: [{ path: "1400 9010" }] }), /digital signature/],
    ["has a path that is none", file({ ...BATCH, certificate: [{ path: "../../etc" }] }), /certificate\.0\.path/],
    [
      "has a length outside the header",
      file({ ...BATCH, certificate: [{ path: "2fff 8228", header: { length: 3, lengthAt: 2 } }] }),
      /outside itself/,
    ],
    [
      "reads long without extended APDUs",
      file({ ...BATCH, longCommands: ["chaining"], files: { application: null, longestRead: 4096 } }),
      /no extended APDUs/,
    ],
  ] as const) {
    it(`is refused, with the place, when it ${what}`, () => assert.match(reasonOf(json), reason));
  }

  it("never brings a prototype along", () => {
    assert.match(reasonOf(`{"families":[],"__proto__":{"x":1}}`), /not known/);
  });
});
