import assert from "node:assert/strict";
import { ScardError, scardCode, scardMeaning, wasNotTaken } from "../../../native-host/readers/scard";

describe("Error codes of PC/SC", () => {
  it("are read from the text of the errors of pcsclite, as Linux, macOS and Windows write it", () => {
    assert.equal(scardCode(new Error("SCardTransmit error: Card was removed.(0x80100069)")), 0x80100069);
    assert.equal(scardCode(new Error("SCardConnect error: Sharing violation.(0xffffffff8010000b)")), 0x8010000b);
    assert.equal(
      scardCode(new Error("SCardConnect error: The smart card has been removed.\r\n(0x80100069)")),
      0x80100069,
    );
  });

  it("come as numbers from the system's library", () => {
    const error = new ScardError("SCardTransmit", 0x80100069);
    assert.equal(scardCode(error), 0x80100069);
    assert.equal(scardMeaning(error), "card.removed");
    assert.equal(error.message, "SCardTransmit: 0x80100069");
  });

  it("are missing in any other error", () => {
    assert.equal(scardCode(new Error("Card Reader not connected")), null);
    assert.equal(scardCode(new Error("(0x80100069) was the code")), null);
    assert.equal(scardCode("SCardTransmit error: Card was removed.(0x80100069)"), null);
  });

  for (const [text, meaning] of [
    ["Card was removed.(0x80100069)", "card.removed"],
    ["No smart card inserted.(0x8010000c)", "card.removed"],
    ["Card was reset.(0x80100068)", "card.busy"],
    ["Sharing violation.(0x8010000b)", "card.busy"],
    ["Card is unpowered.(0x80100067)", "card.mute"],
    ["Unknown reader specified.(0x80100009)", "reader.gone"],
    ["Reader is unavailable.(0x80100017)", "reader.gone"],
    ["Cannot find a smart card reader.(0x8010002e)", "reader.none"],
    ["Service not available.(0x8010001d)", "reader.service"],
    ["Access denied.(0x8010006a)", "unclear"],
    ["Transaction failed.(0x80100016)", "unclear"],
    ["RPC transport error.(0x80100013)", "unclear"],
  ] as const) {
    it(`mean ${meaning}: ${text}`, () => {
      assert.equal(scardMeaning(new Error(`SCardTransmit error: ${text}`)), meaning);
    });
  }

  it("tell a control code that was refused from one of which nobody knows what it did", () => {
    const notTaken = (platform: string, text: string) =>
      wasNotTaken(new Error(`SCardControl error: ${text}`), platform);
    for (const [platform, code] of [
      ["linux", "8010001f"],
      ["linux", "ffffffff8010001f"],
      ["darwin", "8010001f"],
      ["darwin", "80100022"],
      ["win32", "80100022"],
      ["win32", "00000032"],
    ] as const) {
      assert.equal(notTaken(platform, `(0x${code})`), true, `${platform} ${code}`);
    }
    for (const platform of ["linux", "darwin", "win32", "aix"]) {
      for (const text of ["(0x80100016)", "(0x80100069)", "Card Reader not connected"])
        assert.equal(notTaken(platform, text), false, `${platform} ${text}`);
    }
    assert.equal(notTaken("win32", "(0x8010001f)"), false);
  });
});
