import assert from "node:assert/strict";
import { VirtualKeypad } from "../../../devkit/card/index";
import { fromHex, toHex } from "../../../devkit/card/hex";

/**
 * PIN_VERIFY_STRUCTURE and PIN_MODIFY_STRUCTURE as PC/SC Workgroup part 10 has them, from other times and languages
 * than ours.
 */
const VERIFY = "1e00 82 08 00 0805 02 ff 0904 00 000000 0d000000 00200010 08 ffffffffffffffff";
const MODIFY =
  "1e00 82 08 00 00 08 0805 03 02 03 0904 000102 000000 15000000 00240010 10 ffffffffffffffff ffffffffffffffff";

/** Acts are digits, `cancel` or `timeout`. */
function keypad(...acts: string[]) {
  const sent: string[] = [];
  const made = new VirtualKeypad(() => {
    const act = acts.shift() ?? "timeout";
    return act === "cancel" || act === "timeout" ? act : { digits: act };
  });
  const send = async (command: Uint8Array) => {
    sent.push(toHex(command));
    return fromHex("63c1");
  };
  return {
    made,
    sent,
    verify: async (structure: string) => toHex(await made.verify(fromHex(structure), send)),
    modify: async (structure: string) => toHex(await made.modify(fromHex(structure), send)),
  };
}
const hex = (text: string) => toHex(fromHex(text));

describe("the keypad of a virtual reader", () => {
  it("puts digits into the command, and gives the card's answer", async () => {
    const one = keypad("24680");
    assert.equal(await one.verify(VERIFY), "63c1");
    assert.deepEqual(one.sent, [hex("00200010 08 3234363830ffffff")]);
    assert.equal(
      await keypad("24680").verify(VERIFY.replace(" 82 ", " 02 ")),
      "63c1",
      "where positions are counted in bits",
    );
    const two = keypad("24680", "13579246", "13579246");
    assert.equal(await two.modify(MODIFY), "63c1");
    assert.deepEqual(two.sent, [hex("00240010 10 3234363830ffffff 3133353739323436")]);
    assert.deepEqual(two.made.asked, ["old", "new", "again"]);
  });

  it("asks for no more than it is told to", async () => {
    const { made, modify } = keypad("13579");
    await modify(MODIFY.replace("0805 03 02", "0805 00 02"));
    assert.deepEqual(made.asked, ["new"]);
  });

  it("sends nothing of what is not right", async () => {
    for (const [acts, status] of [
      [["cancel"], "6401"],
      [[], "6400"],
      [["2468"], "6403"],
      [["246801357"], "6403"],
      [["24680", "13579", "13578"], "6402"],
      [["24680", "13579", "cancel"], "6401"],
    ] as const) {
      const { modify, sent } = keypad(...acts);
      assert.equal(await modify(MODIFY), status, acts.join());
      assert.deepEqual(sent, []);
    }
  });

  it("rejects a structure that breaks the specification, or puts digits where a CNS has none", async () => {
    for (const wrong of [
      "",
      VERIFY.slice(0, 40),
      VERIFY.replace("0d000000", "0000000d"),
      VERIFY.replace(" 82 ", " 89 "),
      VERIFY.replace(" 08 00 ", " 04 00 "),
      `${VERIFY} 00`,
    ]) {
      const { made, verify, sent } = keypad("24680");
      assert.equal(await verify(wrong), "6b80", wrong);
      assert.deepEqual([made.asked, sent], [[], []]);
    }
  });
});
