import assert from "node:assert/strict";
import { fromHex, toHex } from "../../../native-host/card/hex";
import type { CnsCard } from "../../../native-host/card/cns-card";
import { openCns } from "../../../native-host/card/open-cns";
import type { Keypad } from "../../../native-host/card/transport";
import { VarcoError, type ErrorCode } from "../../../shared/errors";
import { ATR } from "./cards";
import { assertThrows, ScriptedTransport, type Line } from "./scripted-transport";

type Answer = string | { readonly throws: ErrorCode };

/** A card in a reader with a keypad, which is given commands to fill in and says what it is told to. */
async function withKeypad(family: keyof typeof ATR, answer: Answer, lines: readonly Line[] = []) {
  const given: string[] = [];
  const by = (kind: string) => async (command: Uint8Array) => {
    given.push(`${kind} ${toHex(command)}`);
    if (typeof answer !== "string") throw new VarcoError(answer.throws);
    return fromHex(answer);
  };
  const keypad: Keypad = { verify: by("verify"), modify: by("modify") };
  const transport = new ScriptedTransport(lines);
  const card = await openCns({ protocol: "T=1", transmit: (apdu) => transport.transmit(apdu), keypad }, ATR[family]);
  return { card, given, transport };
}

const VERBS = {
  verify: (card: CnsCard) => card.verifyPinByKeypad(),
  change: (card: CnsCard) => card.changePinByKeypad(),
  unblock: (card: CnsCard) => card.unblockPinByKeypad(),
} as const;
const BLANK = "ffffffffffffffff";

describe("codes typed on the reader", () => {
  it("are put by the reader into the command that the card would get, with blanks for them", async () => {
    for (const [verb, expected] of [
      ["verify", `verify 0020001008${BLANK}`],
      ["change", `modify 0024001010${BLANK}${BLANK}`],
      ["unblock", `modify 002c001010${BLANK}${BLANK}`],
    ] as const) {
      const { card, given } = await withKeypad("standard", "9000");
      await VERBS[verb](card);
      assert.deepEqual(given, [expected]);
    }
  });

  it("go to the reference and the directory of the family", async () => {
    const st = await withKeypad("st2021", "9000");
    await st.card.unblockPinByKeypad();
    assert.deepEqual(st.given, [`modify 002c009010${BLANK}${BLANK}`]);
    const ace = await withKeypad("ace2021", "9000", [["00a4080c 04 14009002", "9000"]]);
    await ace.card.verifyPinByKeypad();
    ace.transport.assertDone();
  });

  for (const [status, code] of [
    ["6400", "keypad.timeout"],
    ["6401", "keypad.cancelled"],
    ["6402", "pin.repeat"],
    ["6403", "pin.format"],
    ["6480", "keypad.cancelled"],
    ["6b80", "keypad.failed"],
  ] as const) {
    it(`end with ${code} when the reader says ${status}`, async () => {
      for (const verb of Object.values(VERBS)) {
        const { card, given } = await withKeypad("standard", status);
        await assertThrows(() => verb(card), code);
        assert.equal(given.length, 1);
      }
    });
  }

  for (const [verb, status, code, details] of [
    ["verify", "63c2", "pin.wrong", { triesLeft: 2 }],
    ["verify", "6983", "pin.blocked", {}],
    ["verify", "6f00", "card.answer", {}],
    ["verify", "6a80", "card.answer", {}],
    ["verify", "", "card.mute", {}],
    ["verify", { throws: "card.removed" }, "card.removed", {}],
    ["change", "63c1", "pin.wrong", { triesLeft: 1 }],
    ["change", "6a80", "pin.refused", {}],
    ["change", { throws: "card.removed" }, "pin.unknown", {}],
    ["change", { throws: "card.mute" }, "pin.unknown", {}],
    ["change", { throws: "keypad.failed" }, "keypad.failed", {}],
    ["unblock", "63c7", "puk.wrong", { triesLeft: 7 }],
    ["unblock", "6983", "puk.blocked", {}],
    ["unblock", { throws: "reader.gone" }, "pin.unknown", {}],
  ] as const) {
    it(`end with ${code} at ${JSON.stringify(status)} to ${verb}, as if they were sent from here`, async () => {
      const { card } = await withKeypad("standard", status);
      await assertThrows(() => VERBS[verb](card), code, details);
    });
  }

  it("cannot be where there is no keypad: nothing is sent", async () => {
    const transport = new ScriptedTransport([]);
    const card = await openCns(transport, ATR.standard);
    for (const verb of Object.values(VERBS)) await assertThrows(() => verb(card), "keypad.failed");
    assert.equal(transport.sent.length, 0);
  });

  it("are counted before as a change of the PIN, where they are one", async () => {
    for (const [verb, changes] of [
      ["verify", 0],
      ["change", 1],
      ["unblock", 1],
    ] as const) {
      let counted = 0;
      const keypad: Keypad = {
        verify: async () => fromHex("9000"),
        modify: async () => fromHex(counted === 1 ? "9000" : "6f00"),
      };
      const card = await openCns(
        { protocol: "T=1", transmit: () => assert.fail("nothing else is sent"), keypad },
        ATR.standard,
        undefined,
        () => {
          counted += 1;
        },
      );
      await VERBS[verb](card);
      assert.equal(counted, changes);
    }
  });
});
