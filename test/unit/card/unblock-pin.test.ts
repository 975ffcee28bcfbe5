import assert from "node:assert/strict";
import type { CommandApdu } from "../../../native-host/card/apdu";
import { toHex } from "../../../native-host/card/hex";
import { cardOver, opened } from "./cards";
import { assertThrows } from "./scripted-transport";

const code = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, "latin1"));
const BODY = "3133353739323436 3837363534ffffff";
const UNBLOCK = `002c0010 10 ${BODY}`;
const SELECT_ACE2021_DF = "00a4080c 04 14009002";
const PUK = "13579246";
const NEW_PIN = "87654";

describe("unblocking the PIN", () => {
  it("sends PUK and new PIN in one command, each padded to eight bytes", async () => {
    const { card, transport } = await opened("standard", [[UNBLOCK, "9000"]]);
    await card.unblockPin(code(PUK), code(NEW_PIN));
    transport.assertDone();
  });

  it("names the PIN as the family does, in its directory", async () => {
    const st = await opened("st2021", [[`002c0090 10 ${BODY}`, "9000"]]);
    await st.card.unblockPin(code(PUK), code(NEW_PIN));
    const ace = await opened("ace2021", [
      [SELECT_ACE2021_DF, "9000"],
      [UNBLOCK, "9000"],
    ]);
    await ace.card.unblockPin(code(PUK), code(NEW_PIN));
    ace.transport.assertDone();
  });

  for (const digits of ["", "1357924", "135792468", "1357924a", " 1357924", "12345", "1357924\n"]) {
    it(`sends nothing when ${JSON.stringify(digits)} is the PUK`, async () => {
      const { card, transport } = await opened("standard", []);
      await assertThrows(() => card.unblockPin(code(digits), code(NEW_PIN)), "puk.format");
      assert.equal(transport.sent.length, 0);
    });
  }

  for (const digits of ["", "1234", "123456789", "1234a", "12345\n"]) {
    it(`sends nothing when ${JSON.stringify(digits)} is the new PIN`, async () => {
      const { card, transport } = await opened("standard", []);
      await assertThrows(() => card.unblockPin(code(PUK), code(digits)), "pin.new-format");
      assert.equal(transport.sent.length, 0);
    });
  }

  for (const [status, expected, details] of [
    ["63c9", "puk.wrong", { triesLeft: 9 }],
    ["63c1", "puk.wrong", { triesLeft: 1 }],
    ["6300", "puk.wrong", { triesLeft: null }],
    ["63c0", "puk.blocked", {}],
    ["6983", "puk.blocked", {}],
    ["6984", "puk.blocked", {}],
    ["6a80", "pin.refused", {}],
    ["6985", "pin.refused", {}],
    ["6982", "card.answer", { step: "unblock PIN", statusWord: "6982" }],
    ["6a88", "card.answer", {}],
    ["6d00", "card.answer", {}],
    ["", "pin.unknown", {}],
    [{ throws: "card.removed" }, "pin.unknown", {}],
    [{ throws: "reader.gone" }, "pin.unknown", {}],
  ] as const) {
    it(`ends with ${expected} at ${JSON.stringify(status)}, after one try`, async () => {
      const { card, transport } = await opened("standard", [[UNBLOCK, status]]);
      await assertThrows(() => card.unblockPin(code(PUK), code(NEW_PIN)), expected, details);
      assert.equal(transport.sent.length, 1);
    });
  }

  it("knows that nothing happened when the card is lost before", async () => {
    const { card } = await opened("ace2021", [[SELECT_ACE2021_DF, { throws: "card.removed" }]]);
    await assertThrows(() => card.unblockPin(code(PUK), code(NEW_PIN)), "card.removed");
  });

  it("leaves no code in what was sent nor in the command, and the buffers of the caller alone", async () => {
    for (const answer of ["9000", "63c2", { throws: "card.removed" }] as const) {
      const { card, transport } = await opened("standard", [[UNBLOCK, answer]]);
      const [puk, newPin] = [code(PUK), code(NEW_PIN)];
      await card.unblockPin(puk, newPin).catch(() => null);
      assert.deepEqual(transport.sent[0], new Uint8Array(21));
      assert.deepEqual([toHex(puk), toHex(newPin)], ["3133353739323436", "3837363534"]);
    }
    const commands: CommandApdu[] = [];
    await cardOver(async (command) => {
      commands.push(command);
      assert.equal(toHex(command.data!), BODY.replace(" ", ""));
      return { data: new Uint8Array(), statusWord: 0x63c2 };
    })
      .unblockPin(code(PUK), code(NEW_PIN))
      .catch(() => null);
    assert.deepEqual(
      commands.map(({ data }) => data),
      [new Uint8Array(16)],
    );
  });

  it("is refused, with nothing sent, on a card that is recognised only", async () => {
    const { card, transport } = await opened("ace2025", []);
    await assertThrows(() => card.unblockPin(code(PUK), code(NEW_PIN)), "card.unsupported");
    assert.equal(transport.sent.length, 0);
  });
});

describe("the tries left of the PUK", () => {
  for (const [status, expected] of [
    ["63ca", { triesLeft: 10, blocked: false }],
    ["63c1", { triesLeft: 1, blocked: false }],
    ["63c0", { triesLeft: 0, blocked: true }],
    ["6983", { triesLeft: 0, blocked: true }],
    ["9000", { triesLeft: null, blocked: false }],
    ["6700", { triesLeft: null, blocked: false }],
    ["6a88", { triesLeft: null, blocked: false }],
    ["6d00", { triesLeft: null, blocked: false }],
  ] as const) {
    it(`are asked for without a PUK, and are ${JSON.stringify(expected)} at ${status}`, async () => {
      const { card, transport } = await opened("standard", [["00200011", status]]);
      assert.deepEqual(await card.pukTriesLeft(), expected);
      transport.assertDone();
    });
  }

  it("have the reference of the family, in its directory", async () => {
    const st = await opened("st2021", [["00200091", "63ca"]]);
    assert.equal((await st.card.pukTriesLeft()).triesLeft, 10);
    const ace = await opened("ace2021", [
      [SELECT_ACE2021_DF, "9000"],
      ["00200011", "63ca"],
    ]);
    assert.equal((await ace.card.pukTriesLeft()).triesLeft, 10);
  });

  it("are not known of a card that is recognised only", async () => {
    const { card, transport } = await opened("ace2025", []);
    assert.deepEqual(await card.pukTriesLeft(), { triesLeft: null, blocked: false });
    assert.equal(transport.sent.length, 0);
  });
});
