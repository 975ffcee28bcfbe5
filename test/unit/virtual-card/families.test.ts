import assert from "node:assert/strict";
import { CARD_FAMILIES, INVENTED_PIN } from "../../../devkit/card/index";
import { protocolOfAtr } from "../../../devkit/reader/protocol-of-atr";
import { CERTIFICATE, KEY, padded, RESTORE, send, sendAll, unitCard } from "./card";

const HEADER = "00 B0 00 00 04";
const BLOCK = `00 2A 80 86 00 01 01 ${"00".repeat(256)}02 00 00`;

describe("families of the virtual card", () => {
  for (const [name, { atr }] of Object.entries(CARD_FAMILIES)) {
    it(`${name} has an answer to reset of right length and check byte, for its protocols`, () => {
      for (const [protocol, bytes] of Object.entries(atr)) {
        assert.equal(protocolOfAtr(bytes), protocol);
        if (protocol === "T=1")
          assert.equal(
            bytes.subarray(1).reduce((sum, byte) => sum ^ byte, 0),
            0,
          );
        assert.equal(bytes.length, atrLength(bytes));
      }
    });
  }

  it("ST 2021 wants the PIN reference with the backtracking bit, and refuses chaining", async () => {
    const card = unitCard({ family: "st2021" });
    assert.equal(await send(card, "00 20 00 10"), "6a88");
    assert.equal(await send(card, "00 20 00 90"), "63c3");
    assert.equal(
      await sendAll(
        card,
        `00 20 00 90 08 ${padded(INVENTED_PIN)}`,
        RESTORE,
        "00 22 F1 B8 03 83 01 01",
        `10 2A 80 86 80 ${"00".repeat(128)}`,
      ),
      "6e00",
    );
    assert.match(await send(card, BLOCK), /^.{512}9000$/);
  });

  it("ACe 2021 keeps certificate and key in other places, and gives 32 random bytes at most", async () => {
    const card = unitCard({ family: "ace2021" });
    assert.equal(await send(card, "00 A4 08 0C 04 1100 1101"), "6a82");
    assert.equal(await sendAll(card, "00 A4 08 0C 06 1400 9001 2002", HEADER), "308203849000");
    const choose = "00 22 F1 B8 03 83 01 02";
    assert.equal(await sendAll(card, RESTORE, choose), "6a88", "not from the directory of the certificate");
    assert.equal(
      await sendAll(card, "00 A4 08 0C 04 1400 9002", choose, `00 20 00 10 08 ${padded(INVENTED_PIN)}`),
      "9000",
    );
    assert.match(await send(card, BLOCK), /^.{512}9000$/);
    assert.equal(await send(card, "00 84 00 00 21"), "6700");
    assert.match(await send(card, "00 84 00 00 20"), /^.{64}9000$/);
  });

  it("ST 2022 contactless has its files under its application, as long as that is selected", async () => {
    const card = unitCard({ family: "st2022-contactless" });
    assert.equal(await send(card, "00 A4 08 0C 04 1100 1101"), "6a82");
    assert.equal(await send(card, "00 CA 01 80 00"), "6a88");
    assert.match(await send(card, "00 A4 04 00 08 A0000000 95 01 00 4D 00"), /^6f.*8408a00000009501004d.*9000$/);
    assert.equal(await send(card, "00 CA 01 80 00"), Buffer.from("JSign4").toString("hex") + "9000");
    assert.equal(await sendAll(card, "00 A4 08 0C 04 1100 1101", HEADER), "308203849000");
    assert.equal(
      await sendAll(card, "00 A4 00 0C 02 3F00", "00 CA 01 80 00"),
      Buffer.from("JSign4").toString("hex") + "9000",
    );
    card.reset();
    assert.equal(await send(card, "00 A4 08 0C 04 1100 1101"), "6a82");
  });

  it("ACe 2025 has its files only by paths relative to its application, and tells nothing of PIN and key", async () => {
    const card = unitCard({ family: "ace2025" });
    assert.equal(await send(card, "00 A4 04 0C 0C A0000005 30000B10 4001021A"), "9000");
    assert.equal(await send(card, "00 A4 08 0C 04 1100 1101"), "6a82");
    assert.equal(await sendAll(card, "00 A4 09 0C 04 1100 1101", HEADER), "308203849000");
    assert.equal(await send(card, "00 A4 04 0C 0A A0000005 30455349 474E"), "9000");
    assert.equal(await send(card, "00 20 00 10"), "6a88");
    assert.equal(card.pinTriesLeft, null);
  });

  it("Infocamere 1204 puts five bytes before the certificate, with its length in the second and third", async () => {
    const card = unitCard({ family: "infocamere-1204" });
    const header = await sendAll(card, "00 A4 08 0C 04 2FFF 8228", "00 B0 00 00 07");
    assert.equal(parseInt(header.slice(2, 6), 16), CERTIFICATE.length);
    assert.equal(header.slice(10), "30829000");
    assert.equal(await sendAll(card, "00 A4 08 0C 04 2FFF 0000", RESTORE, "00 22 F1 B8 03 83 01 21"), "9000");
  });

  it("not a CNS: an ATR without the letters, and no file", async () => {
    const card = unitCard({ family: "not-cns" });
    assert.ok(!Buffer.from(card.atr).includes("CNS"));
    assert.equal(await send(card, "00 A4 08 0C 04 1100 1101"), "6a82");
    assert.equal(await send(card, "00 20 00 10"), "6a88");
  });

  it("a signature pair beside has its own place, key and PIN", async () => {
    const card = unitCard({ signaturePair: { certificate: CERTIFICATE, privateKey: KEY, pin: "11223344" } });
    assert.equal(await sendAll(card, "00 A4 08 0C 04 1400 9010", HEADER), "308203849000");
    const operation = ["00 A4 08 0C 04 1400 8110", RESTORE, "00 22 F1 B8 03 83 01 10", BLOCK];
    assert.equal(
      await sendAll(card, `00 20 00 10 08 ${padded(INVENTED_PIN)}`, ...operation),
      "6982",
      "the login PIN does not open it",
    );
    assert.match(await sendAll(card, `00 20 00 1A 08 ${padded("11223344")}`, ...operation), /9000$/);
  });

  it("refuses to be made with what no card has", () => {
    assert.throws(() => unitCard({ pin: "1234" }), RangeError);
    assert.throws(() => unitCard({ puk: "123456789" }), RangeError);
    assert.throws(() => unitCard({ serial: "short" }), RangeError);
    assert.throws(() => unitCard({ family: "st2021", protocol: "T=0" }), RangeError);
  });
});

/** Length by its interface bytes and number of historical bytes (ISO/IEC 7816-3 §8.2). */
function atrLength(atr: Uint8Array): number {
  let [length, indicator, checked] = [2, atr[1] ?? 0, false];
  for (;;) {
    length += [0x10, 0x20, 0x40].filter((bit) => (indicator & bit) !== 0).length;
    if ((indicator & 0x80) === 0) break;
    indicator = atr[length] ?? 0;
    checked ||= (indicator & 0x0f) !== 0;
    length += 1;
  }
  return length + ((atr[1] ?? 0) & 0x0f) + (checked ? 1 : 0);
}
