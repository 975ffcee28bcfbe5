import assert from "node:assert/strict";
import type { CommandApdu } from "../../../native-host/card/apdu";
import { toHex } from "../../../native-host/card/hex";
import { cardOver, opened } from "./cards";
import { assertThrows } from "./scripted-transport";

const pin = (digits: string): Uint8Array => new Uint8Array(Buffer.from(digits, "latin1"));
const BODY = "3132333435ffffff 3837363534333231";
const CHANGE = `00240010 10 ${BODY}`;
const SELECT_ACE2021_DF = "00a4080c 04 14009002";

describe("changing the PIN", () => {
  for (const [oldPin, newPin, body] of [
    ["12345", "87654321", BODY],
    ["12345678", "54321", "3132333435363738 3534333231ffffff"],
  ] as const) {
    it(`sends ${oldPin.length} and ${newPin.length} digits, each padded to eight bytes`, async () => {
      const { card, transport } = await opened("standard", [[`00240010 10 ${body}`, "9000"]]);
      await card.changePin(pin(oldPin), pin(newPin));
      transport.assertDone();
    });
  }

  for (const digits of ["", "1234", "123456789", "1234a", " 12345", "12345\xff"]) {
    it(`sends nothing when ${JSON.stringify(digits)} is the old PIN, or the new one`, async () => {
      for (const family of ["standard", "st2021", "ace2021"] as const) {
        const { card, transport } = await opened(family, []);
        await assertThrows(() => card.changePin(pin(digits), pin("87654321")), "pin.format");
        await assertThrows(() => card.changePin(pin("12345"), pin(digits)), "pin.new-format");
        assert.equal(transport.sent.length, 0);
      }
    });
  }

  for (const [status, code, details] of [
    ["63c2", "pin.wrong", { triesLeft: 2 }],
    ["6300", "pin.wrong", { triesLeft: null }],
    ["63c0", "pin.blocked", {}],
    ["6983", "pin.blocked", {}],
    ["6984", "pin.blocked", {}],
    ["6a80", "pin.refused", {}],
    ["6985", "pin.refused", {}],
    ["6982", "card.answer", { step: "change PIN", statusWord: "6982" }],
    ["6c10", "card.answer", {}],
    ["6700", "card.answer", {}],
    ["6f00", "card.answer", {}],
    ["", "pin.unknown", {}],
    ["90", "pin.unknown", {}],
    ...(["card.removed", "card.mute", "card.busy", "reader.gone", "reader.service"] as const).map(
      (code) => [{ throws: code }, "pin.unknown", {}] as const,
    ),
    [{ throws: "reader.short-only" }, "reader.short-only", {}],
  ] as const) {
    it(`ends with ${code} at ${JSON.stringify(status)}, after one try`, async () => {
      const { card, transport } = await opened("standard", [[CHANGE, status]]);
      await assertThrows(() => card.changePin(pin("12345"), pin("87654321")), code, details);
      assert.equal(transport.sent.length, 1);
    });
  }

  it("leaves no PIN in what was sent, and the buffers of the caller alone", async () => {
    for (const answer of ["9000", "63c2", { throws: "card.removed" }] as const) {
      const { card, transport } = await opened("standard", [[CHANGE, answer]]);
      const [oldPin, newPin] = [pin("12345"), pin("87654321")];
      await card.changePin(oldPin, newPin).catch(() => null);
      assert.deepEqual(transport.sent[0], new Uint8Array(21));
      assert.deepEqual([toHex(oldPin), toHex(newPin)], ["3132333435", "3837363534333231"]);
    }
  });

  it("leaves no PIN in the command either", async () => {
    const commands: CommandApdu[] = [];
    await cardOver((command) => {
      commands.push(command);
      assert.equal(toHex(command.data!), BODY.replace(" ", ""));
      return Promise.resolve({ data: new Uint8Array(), statusWord: 0x63c2 });
    })
      .changePin(pin("12345"), pin("87654321"))
      .catch(() => null);
    assert.deepEqual(
      commands.map(({ data }) => data),
      [new Uint8Array(16)],
    );
  });

  it("uses the reference and the directory of the family", async () => {
    const st = await opened("st2021", [[`00240090 10 ${BODY}`, "9000"]]);
    await st.card.changePin(pin("12345"), pin("87654321"));
    const ace = await opened("ace2021", [
      [SELECT_ACE2021_DF, "9000"],
      [CHANGE, "9000"],
    ]);
    await ace.card.changePin(pin("12345"), pin("87654321"));
    ace.transport.assertDone();
  });

  it("spends no try when the directory of the PIN is not there", async () => {
    const { card } = await opened("ace2021", [[SELECT_ACE2021_DF, "6a82"]]);
    await assertThrows(() => card.changePin(pin("12345"), pin("87654321")), "card.answer", { statusWord: "6A82" });
  });

  it("is refused, with nothing sent, on a card that is recognised only", async () => {
    const { card, transport } = await opened("ace2025", []);
    await assertThrows(() => card.changePin(pin("12345"), pin("87654321")), "card.unsupported");
    assert.equal(transport.sent.length, 0);
  });
});
