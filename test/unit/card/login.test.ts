import assert from "node:assert/strict";
import type { CommandApdu } from "../../../native-host/card/apdu";
import { toHex } from "../../../native-host/card/hex";
import { cardOver, opened, type Opened } from "./cards";
import { assertThrows, filled, type Line } from "./scripted-transport";

const pin = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, "latin1"));
const ASK = "00200010";
const VERIFY = "00200010 08 3132333435ffffff";
const RESTORE = "0022f30300";
const CHOOSE = "0022f1b8 03 830101";
const SELECT_ACE2021_DF = "00a4080c 04 14009002";

describe("the tries left of the PIN", () => {
  for (const [status, triesLeft, blocked] of [
    ["63c3", 3, false],
    ["63c1", 1, false],
    ["63c0", 0, true],
    ["6983", 0, true],
    ["6984", 0, true],
    ["9000", null, false],
    ["6700", null, false],
    ["6300", null, false],
    ["6d00", null, false],
    ["6a88", null, false],
    ["6f00", null, false],
  ] as const) {
    it(`are ${triesLeft ?? "unknown"}${blocked ? ", blocked" : ""} at ${status}`, async () => {
      const { card, transport } = await opened("standard", [[ASK, status]]);
      assert.deepEqual(await card.triesLeft(), { triesLeft, blocked });
      transport.assertDone();
    });
  }

  it("are not unknown but an error when the card is gone, silent or talks nonsense", async () => {
    for (const [answer, code] of [
      [{ throws: "card.removed" }, "card.removed"],
      ["", "card.mute"],
      ["90", "card.mute"],
      ["0000", "card.answer"],
    ] as const) {
      await assertThrows(async () => (await opened("standard", [[ASK, answer]])).card.triesLeft(), code);
    }
  });

  it("are asked for by the reference of the family", async () => {
    const st = await opened("st2021", [["00200090", "63c2"]]);
    assert.deepEqual(await st.card.triesLeft(), { triesLeft: 2, blocked: false });
    const ace = await opened("ace2021", [
      [SELECT_ACE2021_DF, "9000"],
      [ASK, "63c2"],
      [ASK, "63c2"],
    ]);
    assert.deepEqual(await ace.card.triesLeft(), { triesLeft: 2, blocked: false });
    assert.deepEqual(await ace.card.triesLeft(), { triesLeft: 2, blocked: false });
    ace.transport.assertDone();
  });

  it("are unknown, with nothing sent, where the reference is not known", async () => {
    const { card } = await opened("ace2025", []);
    assert.deepEqual(await card.triesLeft(), { triesLeft: null, blocked: false });
  });
});

describe("verifying the PIN", () => {
  for (const [digits, body] of [
    ["12345", "3132333435ffffff"],
    ["123456", "313233343536ffff"],
    ["12345678", "3132333435363738"],
  ] as const) {
    it(`pads ${digits.length} digits to eight bytes`, async () => {
      const { card, transport } = await opened("standard", [[`00200010 08 ${body}`, "9000"]]);
      await card.verifyPin(pin(digits));
      transport.assertDone();
    });
  }

  for (const digits of [
    "",
    "1234",
    "123456789",
    "1234a",
    "1234 ",
    " 12345",
    "12345\0",
    "１２３４５",
    "-1234",
    "12345\xff",
  ]) {
    it(`sends nothing for ${JSON.stringify(digits)}, on any family`, async () => {
      for (const family of ["standard", "st2021", "ace2021"] as const) {
        const { card, transport } = await opened(family, []);
        await assertThrows(() => card.verifyPin(pin(digits)), "pin.format");
        assert.equal(transport.sent.length, 0);
      }
    });
  }

  for (const [status, code, details] of [
    ["63c2", "pin.wrong", { triesLeft: 2 }],
    ["63c1", "pin.wrong", { triesLeft: 1 }],
    ["6300", "pin.wrong", { triesLeft: null }],
    ["63c0", "pin.blocked", {}],
    ["6983", "pin.blocked", {}],
    ["6984", "pin.blocked", {}],
    ["6700", "card.answer", { step: "verify PIN", statusWord: "6700" }],
    ["6982", "card.answer", {}],
    ["6a88", "card.answer", {}],
    ["6f00", "card.answer", {}],
    ["6c08", "card.answer", {}],
    ["0000", "card.answer", {}],
    ["", "card.mute", {}],
    ["90", "card.mute", {}],
    [{ throws: "card.removed" }, "card.removed", {}],
    [{ throws: "reader.gone" }, "reader.gone", {}],
  ] as const) {
    it(`ends with ${code} at ${JSON.stringify(status)}, after one try`, async () => {
      const { card, transport } = await opened("standard", [[VERIFY, status]]);
      await assertThrows(() => card.verifyPin(pin("12345")), code, details);
      assert.equal(transport.sent.length, 1);
    });
  }

  it("leaves no PIN in what was sent, and the buffer of the caller alone", async () => {
    for (const answer of ["9000", "63c2", { throws: "card.removed" }] as const) {
      const { card, transport } = await opened("standard", [[VERIFY, answer]]);
      const digits = pin("12345");
      await card.verifyPin(digits).catch(() => null);
      assert.deepEqual(transport.sent[0], new Uint8Array(13));
      assert.equal(toHex(digits), "3132333435");
    }
  });

  it("leaves no PIN in the command either", async () => {
    const commands: CommandApdu[] = [];
    await cardOver((command) => {
      commands.push(command);
      assert.equal(toHex(command.data!), "3132333435ffffff");
      return Promise.resolve({ data: new Uint8Array(), statusWord: 0x63c2 });
    })
      .verifyPin(pin("12345"))
      .catch(() => null);
    assert.deepEqual(
      commands.map(({ data }) => data),
      [new Uint8Array(8)],
    );
  });

  it("uses the reference and the directory of the family", async () => {
    const st = await opened("st2021", [["00200090 08 3132333435ffffff", "9000"]]);
    await st.card.verifyPin(pin("12345"));
    const ace = await opened("ace2021", [
      [SELECT_ACE2021_DF, "9000"],
      [VERIFY, "9000"],
    ]);
    await ace.card.verifyPin(pin("12345"));
    ace.transport.assertDone();
  });

  it("selects the directory again when a file was selected meanwhile", async () => {
    const { card, transport } = await opened("ace2021", [
      [SELECT_ACE2021_DF, "9000"],
      [ASK, "63c3"],
      ["00a4080c 04 10001003", "6a82"],
      [SELECT_ACE2021_DF, "9000"],
      [VERIFY, "9000"],
    ]);
    await card.triesLeft();
    await card.readSerial();
    await card.verifyPin(pin("12345"));
    transport.assertDone();
  });

  it("spends no try when the directory of the PIN is not there", async () => {
    const { card } = await opened("ace2021", [[SELECT_ACE2021_DF, "6a82"]]);
    await assertThrows(() => card.verifyPin(pin("12345")), "card.answer", { statusWord: "6A82" });
  });

  it("says what is missing on a card that is recognised only", async () => {
    const { card, transport } = await opened("ace2025", []);
    assert.equal(typeof card.family.missing, "string");
    const expected = { family: "ACe2025", missing: card.family.missing };
    await assertThrows(() => card.verifyPin(pin("12345")), "card.unsupported", expected);
    await assertThrows(() => card.rawRsa(new Uint8Array(256)), "card.unsupported", expected);
    assert.equal(transport.sent.length, 0);
  });
});

describe("the private-key operation", () => {
  const RESULT = `${filled(256, "dd")} 9000`;
  const sign = ({ card }: Opened, size = 256) => card.rawRsa(new Uint8Array(size).fill(0xee));

  async function assertConversation(
    family: Parameters<typeof opened>[0],
    lines: readonly Line[],
    protocol?: "T=0" | "T=1",
    known?: string,
  ): Promise<void> {
    const open = await opened(family, lines, protocol, known);
    assert.equal(toHex(await sign(open)), filled(256, "dd"));
    open.transport.assertDone();
  }

  it("restores the environment, chooses the key, and sends the block behind a zero byte", () =>
    assertConversation("standard", [
      [RESTORE, "9000"],
      [CHOOSE, "9000"],
      [`102a8086 ff 00 ${filled(254, "ee")}`, "9000"],
      ["002a8086 02 eeee 00", RESULT],
    ]));

  it("fetches the result in T=0", () =>
    assertConversation(
      "standard",
      [
        [RESTORE, "9000"],
        [CHOOSE, "9000"],
        [`102a8086 ff 00 ${filled(254, "ee")}`, "9000"],
        ["002a8086 02 eeee", "6100"],
        ["00c0000000", RESULT],
      ],
      "T=0",
    ));

  it("is one extended APDU on an ST2021", () =>
    assertConversation("st2021", [
      [RESTORE, "9000"],
      [CHOOSE, "9000"],
      [`002a8086 000101 00 ${filled(256, "ee")} 0100`, RESULT],
    ]));

  it("uses key and directory of an ACe2021", () =>
    assertConversation("ace2021", [
      [SELECT_ACE2021_DF, "9000"],
      [RESTORE, "9000"],
      ["0022f1b8 03 830102", "9000"],
      [`002a8086 000101 00 ${filled(256, "ee")} 0100`, RESULT],
    ]));

  it("uses key and directory of an Infocamere 1204", () =>
    assertConversation(
      "standard",
      [
        ["00a4080c 04 2fff0000", "9000"],
        [RESTORE, "9000"],
        ["0022f1b8 03 830121", "9000"],
        [`102a8086 ff 00 ${filled(254, "ee")}`, "9000"],
        ["002a8086 02 eeee 00", RESULT],
      ],
      "T=1",
      "infocamere-1204",
    ));

  it("fits one short APDU with a key of 1024 bits", async () => {
    const open = await opened("standard", [
      [RESTORE, "9000"],
      [CHOOSE, "9000"],
      [`002a8086 81 00 ${filled(128, "ee")} 80`, `${filled(128, "dd")} 9000`],
    ]);
    assert.equal((await sign(open, 128)).length, 128);
  });

  for (const [what, lines, step, statusWord] of [
    ["restoring the environment", [[RESTORE, "6a88"]], "restore security environment", "6A88"],
    [
      "choosing the key",
      [
        [RESTORE, "9000"],
        [CHOOSE, "6a88"],
      ],
      "choose key",
      "6A88",
    ],
    [
      "the operation",
      [
        [RESTORE, "9000"],
        [CHOOSE, "9000"],
        [`002a8086 81 00 ${filled(128, "ee")} 80`, "6982"],
      ],
      "private-key operation",
      "6982",
    ],
    [
      "a result of another length",
      [
        [RESTORE, "9000"],
        [CHOOSE, "9000"],
        [`002a8086 81 00 ${filled(128, "ee")} 80`, `${filled(127)} 9000`],
      ],
      "private-key operation",
      "9000",
    ],
  ] as const satisfies readonly (readonly [string, readonly Line[], string, string])[]) {
    it(`ends with card.answer when the card fails at ${what}`, async () => {
      await assertThrows(async () => sign(await opened("standard", lines), 128), "card.answer", { step, statusWord });
    });
  }
});
