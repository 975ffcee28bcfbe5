import assert from "node:assert/strict";
import { withExactLength } from "../../../native-host/card/exact-length";
import { exchangeOver } from "../../../native-host/card/exchange";
import { withGetResponse } from "../../../native-host/card/get-response";
import { toHex } from "../../../native-host/card/hex";
import type { CommandApdu } from "../../../native-host/card/apdu";
import type { CardTransport } from "../../../native-host/card/transport";
import { assertThrows, filled, ScriptedTransport, type Line } from "./scripted-transport";

const read: CommandApdu = { step: "read", cla: 0x00, ins: 0xb0, p1: 0, p2: 0, le: 256 };
const select: CommandApdu = {
  step: "select",
  cla: 0x00,
  ins: 0xa4,
  p1: 0x08,
  p2: 0x0c,
  data: Uint8Array.of(0x11, 0x00),
};

function over(lines: readonly Line[], protocol?: CardTransport["protocol"]) {
  const transport = new ScriptedTransport(lines, protocol);
  return { transport, send: withGetResponse(withExactLength(exchangeOver(transport))) };
}

describe("an exchange with a card", () => {
  it("splits the answer into data and status word", async () => {
    const { send } = over([["00b0000000", "0102 9000"]]);
    const { data, statusWord } = await send(read);
    assert.equal(toHex(data), "0102");
    assert.equal(statusWord, 0x9000);
  });

  it("carries Le after data in T=1 and not in T=0", async () => {
    const command = { ...select, le: 256 };
    await over([["00a4080c02110000", "9000"]], "T=1").send(command);
    await over([["00a4080c021100", "9000"]], "T=0").send(command);
  });

  for (const answer of ["", "90"]) {
    it(`takes an answer of ${answer.length / 2} bytes for silence`, () =>
      assertThrows(() => over([["00b0000000", answer]]).send(read), "card.mute"));
  }

  it("takes a status word that cannot be one for a fault of the card", () =>
    assertThrows(() => over([["00b0000000", "ffff"]]).send(read), "card.answer", { step: "read", statusWord: "FFFF" }));

  it("passes on what the transport throws", () =>
    assertThrows(() => over([["00b0000000", { throws: "card.removed" }]]).send(read), "card.removed"));
});

describe("6Cxx", () => {
  it("repeats the command with the length that the card wants", async () => {
    const { send } = over([
      ["00b0000000", "6c03"],
      ["00b0000003", "010203 9000"],
    ]);
    assert.equal(toHex((await send(read)).data), "010203");
  });

  it("repeats once only", async () => {
    const { send, transport } = over([
      ["00b0000000", "6c03"],
      ["00b0000003", "6c04"],
    ]);
    assert.equal((await send(read)).statusWord, 0x6c04);
    transport.assertDone();
  });

  it("never repeats a command that asks for no data, like VERIFY", async () => {
    const { send } = over([["00a4080c021100", "6c03"]]);
    assert.equal((await send(select)).statusWord, 0x6c03);
  });
});

describe("61xx", () => {
  it("fetches all that is left", async () => {
    const { send, transport } = over([
      ["00b0000000", "01 6102"],
      ["00c0000002", "0203 6100"],
      ["00c0000000", "04 9000"],
    ]);
    const { data, statusWord } = await send(read);
    assert.equal(toHex(data), "01020304");
    assert.equal(statusWord, 0x9000);
    transport.assertDone();
  });

  it("repeats GET RESPONSE with another length when the card wants that", async () => {
    const { send } = over([
      ["00b0000000", "6105"],
      ["00c0000005", "6c02"],
      ["00c0000002", "0102 9000"],
    ]);
    assert.equal(toHex((await send(read)).data), "0102");
  });

  it("leaves the data with the card when none is wanted", async () => {
    const { send, transport } = over([["00a4080c021100", "611a"]], "T=0");
    assert.equal((await send(select)).statusWord, 0x9000);
    transport.assertDone();
  });

  it("keeps the last status word, and drops the chaining bit of the class", async () => {
    const { send } = over([
      ["10b0000000", "6101"],
      ["00c0000001", "01 6282"],
    ]);
    assert.equal((await send({ ...read, cla: 0x10 })).statusWord, 0x6282);
  });

  it("gives up on a card that promises and gives nothing", () =>
    assertThrows(
      () =>
        over([
          ["00b0000000", "6110"],
          ["00c0000010", "6110"],
        ]).send(read),
      "card.answer",
      { statusWord: "6110" },
    ));

  it("gives up on a card that never ends", async () => {
    const endless = Array.from({ length: 32 }, (): Line => ["00c0000001", "01 6101"]);
    const { send, transport } = over([["00b0000000", "6101"], ...endless]);
    await assertThrows(() => send(read), "card.answer", { statusWord: "6101" });
    transport.assertDone();
  });

  it("takes more data than a single answer holds", async () => {
    const { send } = over([
      ["00b0000000", `${filled(256, "aa")} 6100`],
      ["00c0000000", `${filled(256, "bb")} 9000`],
    ]);
    assert.equal((await send(read)).data.length, 512);
  });
});
