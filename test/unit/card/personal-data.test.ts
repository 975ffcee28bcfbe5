import assert from "node:assert/strict";
import { parsePersonalData, personalDataLength } from "../../../native-host/card/personal-data";
import { toHex } from "../../../native-host/card/hex";
import { opened } from "./cards";

/** An invented person: no municipality has the code X999. */
const FIELDS = [
  "6090",
  "01022024",
  "31012030",
  "COLLAUDO",
  "ADA",
  "01011980",
  "F",
  "170",
  "CLLDAA80A41X999S",
  "ITA",
  "X999",
  "",
  "12A",
  "X999",
  "VIA PROVA 1",
  "",
];
const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, "0");

function content(fields: readonly string[]): Buffer {
  const text = fields.map((field) => hex(field.length, 2) + field).join("");
  return Buffer.from(hex(text.length, 6) + text, "latin1");
}

describe("the personal data on a card", () => {
  it("are sixteen fields, dates and numbers parsed", () => {
    assert.deepEqual(parsePersonalData(content(FIELDS)), {
      issuer: "6090",
      issued: "2024-02-01",
      expires: "2030-01-31",
      surname: "COLLAUDO",
      givenName: "ADA",
      born: "1980-01-01",
      sex: "F",
      height: 170,
      codiceFiscale: "CLLDAA80A41X999S",
      citizenship: "ITA",
      birthMunicipality: "X999",
      birthCountry: "",
      birthRecord: "12A",
      residenceMunicipality: "X999",
      address: "VIA PROVA 1",
      notes: "",
    });
  });

  it("may lack everything", () => {
    const data = parsePersonalData(content(FIELDS.map(() => "")));
    assert.deepEqual([data?.issued, data?.sex, data?.height, data?.surname], [null, null, null, ""]);
  });

  it("may end before the last field", () => {
    const data = parsePersonalData(content(FIELDS.slice(0, 5)));
    assert.deepEqual([data?.givenName, data?.address], ["ADA", ""]);
  });

  it("know dates from digits that are none", () => {
    for (const date of ["31022024", "00000000", "2024", "ABCDEFGH", "32012024"]) {
      assert.equal(parsePersonalData(content(["6090", date]))?.issued, null, date);
    }
    assert.equal(parsePersonalData(content(["6090", "29022024"]))?.issued, "2024-02-29");
  });

  it("are none when lengths and content do not fit", () => {
    const good = content(FIELDS);
    assert.equal(parsePersonalData(good.subarray(0, -1)), null);
    assert.equal(parsePersonalData(Buffer.concat([good, Buffer.from("0")])), null);
    assert.equal(parsePersonalData(Buffer.from("000004XX60")), null);
  });

  it("tell their length in six hexadecimal digits", () => {
    assert.equal(personalDataLength(Buffer.from("000065")), 6 + 0x65);
    assert.equal(personalDataLength(Buffer.from("007FF9")), 0x7fff);
    for (const head of ["007FFA", "FFFFFF", "000000", "ZZZZZZ", "00006", "\0\0\0\0\0\0", "-00001"])
      assert.equal(personalDataLength(Buffer.from(head, "latin1")), null, head);
  });

  describe("are read", () => {
    const SELECT = "00a4080c 04 11001102";

    it("without the padding", async () => {
      const long = content(FIELDS.with(14, "VIA ".repeat(60)));
      assert.ok(long.length > 255);
      const { card, transport } = await opened("standard", [
        [SELECT, "9000"],
        ["00b00000ff", `${toHex(long.subarray(0, 255))} 9000`],
        [`00b000ff ${hex(long.length - 255, 2)}`, `${toHex(long.subarray(255))} 9000`],
      ]);
      assert.equal((await card.readPersonalData())?.givenName, "ADA");
      transport.assertDone();
    });

    it("with one read when they are short", async () => {
      const short = content(FIELDS);
      const { card } = await opened("standard", [
        [SELECT, "9000"],
        ["00b00000ff", `${toHex(short)}${"00".repeat(255 - short.length)} 9000`],
      ]);
      assert.equal((await card.readPersonalData())?.codiceFiscale, "CLLDAA80A41X999S");
    });

    for (const [what, lines] of [
      ["the file is not there", [[SELECT, "6a82"]]],
      [
        "the file is blank",
        [
          [SELECT, "9000"],
          ["00b00000ff", `${"00".repeat(255)} 9000`],
        ],
      ],
      [
        "the file ends early",
        [
          [SELECT, "9000"],
          ["00b00000ff", `${toHex(Buffer.from("000100"))} 6282`],
          ["00b00006ff", "6b00"],
        ],
      ],
    ] as const) {
      it(`and are none when ${what}`, async () =>
        assert.equal(await (await opened("standard", lines)).card.readPersonalData(), null));
    }
  });
});

describe("the serial number of a card", () => {
  const SELECT = "00a4080c 04 10001003";

  it("is the sixteen characters of EF_IDCarta", async () => {
    const { card } = await opened("standard", [
      [SELECT, "9000"],
      ["00b0000010", `${toHex(Buffer.from("6090000000000017"))} 9000`],
    ]);
    assert.equal(await card.readSerial(), "6090000000000017");
  });

  for (const [what, lines] of [
    ["the file is not there", [[SELECT, "6a82"]]],
    [
      "the file is blank",
      [
        [SELECT, "9000"],
        ["00b0000010", `${"00".repeat(16)} 9000`],
      ],
    ],
    [
      "the file is too short",
      [
        [SELECT, "9000"],
        ["00b0000010", "36303930 6282"],
      ],
    ],
  ] as const) {
    it(`is unknown when ${what}`, async () =>
      assert.equal(await (await opened("standard", lines)).card.readSerial(), null));
  }
});
