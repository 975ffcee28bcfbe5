import assert from "node:assert/strict";
import type { CommandApdu } from "../../../native-host/card/apdu";
import { withExactLength } from "../../../native-host/card/exact-length";
import { exchangeOver } from "../../../native-host/card/exchange";
import { withGetResponse } from "../../../native-host/card/get-response";
import { withLongCommands, type LongCommands } from "../../../native-host/card/long-command";
import type { CardTransport } from "../../../native-host/card/transport";
import { assertThrows, filled, ScriptedTransport, type Line } from "./scripted-transport";

const operation: CommandApdu = {
  step: "operation",
  cla: 0x00,
  ins: 0x2a,
  p1: 0x80,
  p2: 0x86,
  data: new Uint8Array(257).fill(0xee),
  le: 256,
};
const RESULT = `${filled(256, "dd")} 9000`;
const EXTENDED = `002a8086 000101 ${filled(257, "ee")} 0100`;
const FIRST = `102a8086 ff ${filled(255, "ee")}`;
const LAST = "002a8086 02 eeee 00";

function over(
  ways: readonly [LongCommands, ...LongCommands[]],
  lines: readonly Line[],
  protocol: CardTransport["protocol"] = "T=1",
  shortOnly = false,
) {
  const transport = new ScriptedTransport(lines, protocol);
  return {
    transport,
    send: withLongCommands(withGetResponse(withExactLength(exchangeOver(transport))), { protocol, shortOnly }, ways),
  };
}

async function assertWorks({ transport, send }: ReturnType<typeof over>, times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) assert.equal((await send(operation)).data.length, 256);
  transport.assertDone();
}

describe("a long command", () => {
  it("is chained where the family says so", () =>
    assertWorks(
      over(
        ["chaining", "extended"],
        [
          [FIRST, "9000"],
          [LAST, RESULT],
        ],
      ),
    ));

  it("is one extended APDU where the family says so", () => assertWorks(over(["extended"], [[EXTENDED, RESULT]])));

  for (const refusal of ["6e00", "6884", "6883", "6800", "6d00", "6700", "6a81"]) {
    it(`falls back from chaining to extended at ${refusal}, and remembers it`, () =>
      assertWorks(
        over(
          ["chaining", "extended"],
          [
            [FIRST, refusal],
            [EXTENDED, RESULT],
            [EXTENDED, RESULT],
          ],
        ),
        2,
      ));

    it(`falls back from extended to chaining at ${refusal}, and remembers it`, () =>
      assertWorks(
        over(
          ["extended", "chaining"],
          [
            [EXTENDED, refusal],
            [FIRST, "9000"],
            [LAST, RESULT],
            [FIRST, "9000"],
            [LAST, RESULT],
          ],
        ),
        2,
      ));
  }

  it("falls back to chaining when the reader does not pass extended APDUs", () =>
    assertWorks(
      over(
        ["extended", "chaining"],
        [
          [EXTENDED, { throws: "reader.short-only" }],
          [FIRST, "9000"],
          [LAST, RESULT],
        ],
      ),
    ));

  it("does not fall back when the card is gone or silent", async () => {
    for (const code of ["card.removed", "card.mute", "card.busy", "reader.gone", "reader.service"] as const) {
      const { send, transport } = over(["extended", "chaining"], [[EXTENDED, { throws: code }]]);
      await assertThrows(() => send(operation), code);
      transport.assertDone();
    }
  });

  it("says that the reader is in the way when no other way is left", async () => {
    await assertThrows(
      () => over(["extended"], [[EXTENDED, { throws: "reader.short-only" }]]).send(operation),
      "reader.short-only",
    );
    const both = over(
      ["chaining", "extended"],
      [
        [FIRST, "6e00"],
        [EXTENDED, { throws: "reader.short-only" }],
      ],
    );
    await assertThrows(() => both.send(operation), "reader.short-only");
  });

  it("returns the refusal when no way is left, and can be tried again", async () => {
    const { send } = over(
      ["extended"],
      [
        [EXTENDED, "6700"],
        [EXTENDED, RESULT],
      ],
    );
    assert.equal((await send(operation)).statusWord, 0x6700);
    assert.equal((await send(operation)).statusWord, 0x9000);
  });

  it("does not take another way when the operation itself is refused", async () => {
    const { send, transport } = over(
      ["chaining", "extended"],
      [
        [FIRST, "9000"],
        [LAST, "6982"],
      ],
    );
    assert.equal((await send(operation)).statusWord, 0x6982);
    transport.assertDone();
  });

  it("is chained and its answer fetched in T=0", () =>
    assertWorks(
      over(
        ["chaining"],
        [
          [FIRST, "9000"],
          [LAST.slice(0, -3), "6100"],
          ["00c0000000", RESULT],
        ],
        "T=0",
      ),
    ));

  it("is chained first behind a reader that is known not to pass extended APDUs on", () =>
    assertWorks(
      over(
        ["extended", "chaining"],
        [
          [FIRST, "9000"],
          [LAST, RESULT],
        ],
        "T=1",
        true,
      ),
    ));

  it("is tried as one extended APDU behind such a reader, too, where the card takes nothing else", () =>
    assertWorks(over(["extended"], [[EXTENDED, RESULT]], "T=1", true)));

  it("goes in envelopes in T=0 where the card does not chain", () =>
    assertWorks(
      over(
        ["extended"],
        [
          [`00c20000 ff 002a8086 000101 ${filled(248, "ee")}`, "9000"],
          [`00c20000 0b ${filled(9, "ee")} 0100`, "6100"],
          ["00c0000000", RESULT],
        ],
        "T=0",
      ),
    ));

  it("fetches answers beyond 256 bytes when chained (keys of more than 2048 bits)", async () => {
    const { send } = over(
      ["chaining"],
      [
        [`102a8086 ff ${filled(255, "ee")}`, "9000"],
        [`002a8086 82 ${filled(130, "ee")} 00`, `${filled(256)} 6180`],
        ["00c0000080", `${filled(128)} 9000`],
      ],
    );
    assert.equal((await send({ ...operation, data: new Uint8Array(385).fill(0xee), le: 384 })).data.length, 384);
  });
});

describe("a long answer", () => {
  const read: CommandApdu = { step: "read", cla: 0x00, ins: 0xb0, p1: 0x01, p2: 0x02, le: 700 };

  it("is asked for in one piece where extended APDUs pass", async () => {
    const { send } = over(["extended"], [["00b00102 0002bc", `${filled(700)} 9000`]]);
    assert.equal((await send(read)).data.length, 700);
  });

  for (const refusal of ["6700", { throws: "reader.short-only" }] as const) {
    it(`is asked for in short pieces after ${JSON.stringify(refusal)}; long commands stay extended`, async () => {
      const { send, transport } = over(
        ["extended"],
        [
          ["00b00102 0002bc", refusal],
          ["00b0010200", `${filled(256)} 9000`],
          ["00b0010200", `${filled(256)} 9000`],
          [EXTENDED, RESULT],
        ],
      );
      assert.equal((await send(read)).data.length, 256);
      assert.equal((await send(read)).data.length, 256);
      await send(operation);
      transport.assertDone();
    });
  }

  it("is asked for in short pieces in T=0", async () => {
    const { send } = over(["extended"], [["00b0010200", `${filled(256)} 9000`]], "T=0");
    assert.equal((await send(read)).data.length, 256);
  });
});
