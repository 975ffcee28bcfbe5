import assert from "node:assert/strict";
import { fromHex, toHex } from "../../../native-host/card/hex";
import { ATR, opened, reads, SELECT_CERTIFICATE, sequence } from "./cards";
import { assertThrows, filled, ScriptedTransport, type Line } from "./scripted-transport";
import { openCns } from "../../../native-host/card/open-cns";

const SELECT_INFOCAMERE = "00a4080c 04 2fff8228";

describe("reading the certificate", () => {
  it("takes one SELECT and as many reads as its length needs, and none of the padding", async () => {
    for (const [length, count] of [
      [900, 4],
      [1020, 4],
      [1021, 5],
      [260, 2],
    ] as const) {
      const der = sequence(length);
      const { card, transport } = await opened("standard", [[SELECT_CERTIFICATE, "9000"], ...reads(der, 2048)]);
      assert.deepEqual(await card.readCertificate(), der);
      transport.assertDone();
      assert.equal(transport.sent.length, 1 + count);
    }
  });

  it("is done with the first read when all of it is there", async () => {
    const der = fromHex(`30 81 c0 ${filled(192, "ab")}`);
    const { card } = await opened("standard", [[SELECT_CERTIFICATE, "9000"], ...reads(der, 1024)]);
    assert.deepEqual(await card.readCertificate(), der);
  });

  it("goes on from where a card stopped short", async () => {
    const der = sequence(300);
    const { card } = await opened("standard", [
      [SELECT_CERTIFICATE, "9000"],
      ["00b00000ff", `${toHex(der.subarray(0, 128))} 9000`],
      ["00b00080ac", `${toHex(der.subarray(128, 256))} 9000`],
      ["00b001002c", `${toHex(der.subarray(256))} 6282`],
    ]);
    assert.deepEqual(await card.readCertificate(), der);
  });

  it("repeats a read with the length that a T=0 card wants", async () => {
    const der = sequence(260);
    const { card } = await opened(
      "standard",
      [
        [SELECT_CERTIFICATE, "6122"],
        ["00b00000ff", `${toHex(der.subarray(0, 255))} 9000`],
        ["00b000ff05", "6c05"],
        ["00b000ff05", `${toHex(der.subarray(255))} 9000`],
      ],
      "T=0",
    );
    assert.deepEqual(await card.readCertificate(), der);
  });

  it("selects with control information where a mask knows no other way", async () => {
    const der = sequence(260);
    const { card } = await opened("standard", [
      [SELECT_CERTIFICATE, "6a86"],
      ["00a40800 04 11001101 00", "6f00 9000"],
      ...reads(der, 512),
    ]);
    assert.deepEqual(await card.readCertificate(), der);
  });

  for (const byte of ["00", "ff"]) {
    it(`says that the card is not activated when the file is all ${byte}`, async () => {
      const { card, transport } = await opened("standard", [
        [SELECT_CERTIFICATE, "9000"],
        ["00b00000ff", `${filled(255, byte)} 9000`],
        [SELECT_INFOCAMERE, "6a82"],
      ]);
      await assertThrows(() => card.readCertificate(), "card.not-activated");
      transport.assertDone();
    });
  }

  for (const status of ["9000", "6282", "6b00"]) {
    it(`says that the card is not activated when the file has no bytes (${status})`, async () => {
      const { card } = await opened("standard", [
        [SELECT_CERTIFICATE, "9000"],
        ["00b00000ff", status],
        [SELECT_INFOCAMERE, "6a82"],
      ]);
      await assertThrows(() => card.readCertificate(), "card.not-activated");
    });
  }

  for (const [what, head] of [
    ["something else", "3182 0400"],
    ["an indefinite length", "3080 0000"],
    ["an absurd length", "3083 ffffff"],
    ["a length beyond any certificate", "3082 ffff"],
    ["one byte", "30"],
    ["half a length", "3082 04"],
  ] as const) {
    it(`does not believe ${what}`, async () => {
      const { card, transport } = await opened("standard", [
        [SELECT_CERTIFICATE, "9000"],
        ["00b00000ff", `${head} 9000`],
      ]);
      await assertThrows(() => card.readCertificate(), "card.certificate");
      transport.assertDone();
    });
  }

  it("says so when the file ends before the certificate does", async () => {
    const { card } = await opened("standard", [
      [SELECT_CERTIFICATE, "9000"],
      ["00b00000ff", `${toHex(sequence(900).subarray(0, 255))} 9000`],
      ["00b000ffff", "6b00"],
    ]);
    await assertThrows(() => card.readCertificate(), "card.certificate", {
      reason: "the file ends after 255 of 900 bytes",
    });
  });

  it("does not follow a card that gives byte by byte", async () => {
    const drops = Array.from({ length: 10 }, (_, i): Line => [
      `00b0 ${(255 + i).toString(16).padStart(4, "0")} ${Math.min(255, 645 - i)
        .toString(16)
        .padStart(2, "0")}`,
      "01 9000",
    ]);
    const { card } = await opened("standard", [
      [SELECT_CERTIFICATE, "9000"],
      ["00b00000ff", `${toHex(sequence(900).subarray(0, 255))} 9000`],
      ...drops,
    ]);
    await assertThrows(() => card.readCertificate(), "card.certificate");
  });

  it("does not believe a card that gives more than was asked for", async () => {
    const { card } = await opened("standard", [
      [SELECT_CERTIFICATE, "9000"],
      ["00b00000ff", `${filled(256, "30")} 9000`],
    ]);
    await assertThrows(() => card.readCertificate(), "card.answer", { step: "read certificate" });
  });

  it("names step and status word when the card refuses", async () => {
    const { card } = await opened("standard", [[SELECT_CERTIFICATE, "6985"]]);
    await assertThrows(() => card.readCertificate(), "card.answer", { step: "read certificate", statusWord: "6985" });
    const other = await opened("standard", [
      [SELECT_CERTIFICATE, "9000"],
      ["00b00000ff", "6982"],
    ]);
    await assertThrows(() => other.card.readCertificate(), "card.answer", { statusWord: "6982" });
  });
});

describe("where the certificate is", () => {
  it("tells an Infocamere 1204 from a standard card, its header left out", async () => {
    const der = sequence(600);
    const file = Uint8Array.of(0x01, der.length >> 8, der.length & 0xff, 0, 0, ...der);
    const { card, transport } = await opened("standard", [
      [SELECT_CERTIFICATE, "6a82"],
      [SELECT_INFOCAMERE, "9000"],
      ...reads(file, 2048),
    ]);
    assert.equal(card.family.id, "standard");
    assert.deepEqual(await card.readCertificate(), der);
    assert.equal(card.family.id, "infocamere-1204");
    transport.assertDone();
  });

  for (const [family, usual] of [
    ["st2021", SELECT_CERTIFICATE],
    ["ace2021", "00a4080c 06 140090012002"],
  ] as const) {
    it(`may be where Infocamere puts it on a card that looks like ${family}`, async () => {
      const der = sequence(600);
      const file = Uint8Array.of(0x01, der.length >> 8, der.length & 0xff, 0, 0, ...der);
      const { card, transport } = await opened(family, [
        [usual, "6a82"],
        [SELECT_INFOCAMERE, "9000"],
        ...reads(file, 2048),
      ]);
      assert.deepEqual(await card.readCertificate(), der);
      assert.deepEqual(card.family, { id: "infocamere-1204", name: "Infocamere 1204", missing: null });
      transport.assertDone();
    });
  }

  for (const refusal of ["6a82", "6a86", "6985", "6d00"]) {
    it(`is nowhere when a mask refuses that place in its own words (${refusal})`, async () => {
      const { card, transport } = await opened("st2021", [
        [SELECT_CERTIFICATE, "9000"],
        ["00b00000ff", `${filled(255, "00")} 9000`],
        [SELECT_INFOCAMERE, refusal],
        ...(refusal === "6a86" ? [["00a40800 04 2fff8228 00", refusal] as const] : []),
      ]);
      await assertThrows(() => card.readCertificate(), "card.not-activated");
      transport.assertDone();
    });
  }

  it("is known at once for an Infocamere 1204 that was read before", async () => {
    const der = sequence(300);
    const file = Uint8Array.of(0x01, der.length >> 8, der.length & 0xff, 0, 0, ...der);
    const { card } = await opened(
      "standard",
      [[SELECT_INFOCAMERE, "9000"], ...reads(file, 512)],
      "T=1",
      "infocamere-1204",
    );
    assert.deepEqual(await card.readCertificate(), der);
  });

  it("is not found on an Infocamere 1204 whose header says zero", async () => {
    const { card } = await opened("standard", [
      [SELECT_CERTIFICATE, "6a82"],
      [SELECT_INFOCAMERE, "9000"],
      ["00b00000ff", `01 0000 0000 ${filled(250, "aa")} 9000`],
    ]);
    await assertThrows(() => card.readCertificate(), "card.not-activated");
  });

  it("is said to be nowhere when no file is there", async () => {
    const { card } = await opened("standard", [
      [SELECT_CERTIFICATE, "6a82"],
      [SELECT_INFOCAMERE, "6a82"],
    ]);
    await assertThrows(() => card.readCertificate(), "card.certificate", { reason: "there is no certificate file" });
  });

  it("is elsewhere on an ACe2021", async () => {
    const der = sequence(300);
    const { card } = await opened("ace2021", [["00a4080c 06 140090012002", "9000"], ...reads(der, 2048)]);
    assert.deepEqual(await card.readCertificate(), der);
  });

  it("is under an application on an ACe2025, selected anew before each path that starts there", async () => {
    const der = sequence(300);
    const application = ["00a40400 0c a0000005 30000b10 4001021a 00", "6f02 8400 9000"] as const;
    const { card, transport } = await opened("ace2025", [
      application,
      ["00a4090c 04 da01c001", "6a82"],
      ["00a4090c 04 11001101", "9000"],
      ...reads(der, 2048),
      application,
      ["00a4090c 04 10001003", "9000"],
      ["00b0000010", `${toHex(Buffer.from("6090000000000017"))} 9000`],
    ]);
    assert.deepEqual(await card.readCertificate(), der);
    assert.equal(await card.readSerial(), "6090000000000017");
    transport.assertDone();
  });
});

describe("recognising a card", () => {
  const SELECT = "00a40400 08 a000000095 01004d 00";
  const ASK_MODEL = "00ca018000";

  it("sends nothing to a contact card", async () => {
    const { card, transport } = await opened("standard", []);
    assert.deepEqual(card.family, { id: "standard", name: "CNS", missing: null });
    assert.equal(transport.sent.length, 0);
  });

  it("refuses what is not a CNS without sending anything", async () => {
    for (const atr of [
      fromHex("3b 65 00 00 9c 02 02 07 02"),
      fromHex("00"),
      new Uint8Array(),
      ATR.standard.subarray(1),
    ]) {
      const transport = new ScriptedTransport([]);
      await assertThrows(() => openCns(transport, atr), "card.not-cns");
    }
  });

  it("believes a contactless card after both answers, and keeps its application", async () => {
    const der = sequence(900);
    const { card, transport } = await opened("contactless", [
      [SELECT, "6f00 9000"],
      [ASK_MODEL, `${toHex(Buffer.from("JSign4"))} 9000`],
      [SELECT_CERTIFICATE, "9000"],
      ["00b00000ff", `${toHex(der.subarray(0, 255))} 9000`],
      ["00b000ff 000285", `${toHex(der.subarray(255))} 9000`],
    ]);
    assert.equal(card.family.id, "st2022-contactless");
    assert.deepEqual(await card.readCertificate(), der);
    transport.assertDone();
  });

  for (const [what, lines] of [
    ["has no such application", [[SELECT, "6a82"]]],
    ["refuses to look for it", [[SELECT, "6d00"]]],
    [
      "does not say its model",
      [
        [SELECT, "9000"],
        [ASK_MODEL, "6a88"],
      ],
    ],
    [
      "is another model",
      [
        [SELECT, "9000"],
        [ASK_MODEL, `${toHex(Buffer.from("JSign3"))} 9000`],
      ],
    ],
    [
      "says nothing",
      [
        [SELECT, "9000"],
        [ASK_MODEL, "9000"],
      ],
    ],
  ] as const satisfies readonly (readonly [string, readonly Line[]])[]) {
    it(`does not believe a contactless card that ${what}`, () =>
      assertThrows(() => opened("contactless", lines), "card.not-cns"));
  }

  it("does not ask a contactless card again that it knows, and selects its application", async () => {
    const transport = new ScriptedTransport([[SELECT, "9000"]]);
    await openCns(transport, ATR.contactless, "st2022-contactless");
    transport.assertDone();
  });

  it("tells a contactless card that was taken away from one that is no CNS", () =>
    assertThrows(() => opened("contactless", [[SELECT, { throws: "card.removed" }]]), "card.removed"));

  it("does not take an unknown earlier reading for a family", async () => {
    const { card } = await opened("standard", [], "T=1", "ace2021");
    assert.equal(card.family.id, "standard");
  });
});
