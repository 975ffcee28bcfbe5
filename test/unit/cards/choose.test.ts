import assert from "node:assert/strict";
import { fromHex } from "../../../native-host/card/hex";
import { CardDesk } from "../../../native-host/cards/desk";
import { chooseReader } from "../../../native-host/cards/choose";
import type { Readers } from "../../../native-host/readers/readers";
import { ATR } from "../card/cards";

const CNS = ATR.standard;
const BY_RADIO = ATR.contactless;
const OPENPGP = fromHex("3bda18ff81b1fe751f030031f573c001600090001c");
const MUTE = new Uint8Array();

const NOBODY: Readers = {
  stuck: false,
  state: () => ({ service: true, readers: [] }),
  ready: async () => {},
  watch: () => () => {},
  connect: () => assert.fail("no card is taken"),
  close: async () => {},
};
const desk = new CardDesk(NOBODY);

const choose = (cards: Readonly<Record<string, Uint8Array | null>>): string =>
  chooseReader(
    {
      service: true,
      readers: Object.entries(cards).map(([name, atr], index) => ({
        name,
        keypad: false,
        card: atr && { atr, insertion: index },
      })),
    },
    undefined,
    (atr) => desk.mayBeCns(atr),
  ).name;

describe("The reader that a command uses", () => {
  it("is the one with a card that may be a CNS, whatever else is in other readers", () => {
    assert.equal(choose({ "SAM slot": MUTE, Key: OPENPGP, Empty: null, Reader: CNS }), "Reader");
    assert.equal(choose({ "SAM slot": MUTE, Reader: OPENPGP }), "Reader", "to say what is wrong with that card");
    assert.equal(choose({ "SAM slot": MUTE, Reader: null }), "SAM slot");
    assert.throws(() => choose({ Reader: null }), { code: "card.none" });
  });

  it("is asked for when two may be", () => {
    assert.throws(() => choose({ "SAM slot": MUTE, One: CNS, Two: CNS }), {
      code: "card.choose",
      details: { readers: "One, Two" },
    });
  });

  for (const [slot, radio] of [
    [
      "ACS ACR1281 1S Dual Reader [ACR1281 1S Dual Reader ICC] 00 00",
      "ACS ACR1281 1S Dual Reader [ACR1281 1S Dual Reader PICC] 01 00",
    ],
    [
      "HID Global OMNIKEY 5422 Smartcard Reader [OMNIKEY 5422 Smartcard Reader] (KLM1) 01 00",
      "HID Global OMNIKEY 5422 Smartcard Reader [OMNIKEY 5422CL Smartcard Reader] (KLM1) 00 00",
    ],
    ["ACS ACR1281 1S Dual Reader ICC 0", "ACS ACR1281 1S Dual Reader PICC 0"],
    ["HID Global OMNIKEY 5422 Smartcard Reader 0", "HID Global OMNIKEY 5422CL Smartcard Reader 0"],
    ["Identiv uTrust 4701 F Contact Reader 0", "Identiv uTrust 4701 F CL Reader 0"],
  ] as const) {
    it(`is the slot of a device that reads the card by radio, too (${slot})`, () => {
      assert.equal(choose({ [radio]: BY_RADIO, [slot]: CNS }), slot);
      assert.equal(choose({ [radio]: BY_RADIO, [slot]: null }), radio, "the radio alone will do");
    });
  }

  it("is asked for when another device reads another card by radio", () => {
    assert.throws(() => choose({ "Reader A PICC 0": BY_RADIO, "Reader B ICC 0": CNS }), { code: "card.choose" });
  });
});
