import assert from "node:assert/strict";
import { fromHex, toHex } from "../../../native-host/card/hex";
import { pinModify, pinVerify } from "../../../native-host/readers/pin-entry";

const VERIFY = "00200010 08 ffffffffffffffff";
const CHANGE = "00240010 10 ffffffffffffffff ffffffffffffffff";
const hex = (text: string) => toHex(fromHex(text));

describe("What a reader is told to have codes typed (PC/SC Workgroup part 10)", () => {
  it("is, for one code, a PIN_VERIFY_STRUCTURE", () => {
    assert.equal(
      toHex(pinVerify(fromHex(VERIFY))),
      hex(
        [
          "3c 3c", // bTimeOut, bTimeOut2: 60 s each
          "82", // bmFormatString: bytes, position 0, left, ASCII
          "08 00", // bmPINBlockString, bmPINLengthFormat: blocks of 8 bytes, no length
          "08 05", // wPINMaxExtraDigit, little-endian: at least 5, at most 8
          "02", // bEntryValidationCondition: the key for OK
          "01", // bNumberMessage
          "10 04", // wLangId, little-endian: 0410, Italian
          "00", // bMsgIndex
          "00 00 00", // bTeoPrologue
          "0d 00 00 00", // ulDataLength, little-endian: 13
          VERIFY,
        ].join(""),
      ),
    );
  });

  it("is, for a code and a new one, a PIN_MODIFY_STRUCTURE", () => {
    assert.equal(
      toHex(pinModify(fromHex(CHANGE))),
      hex(
        [
          "3c 3c 82 08 00", // as above
          "00 08", // bInsertionOffsetOld, bInsertionOffsetNew: in the command's data
          "08 05", // wPINMaxExtraDigit
          "03", // bConfirmPIN: the old one is asked for, the new one twice
          "02", // bEntryValidationCondition
          "03", // bNumberMessage
          "10 04", // wLangId
          "00 01 02", // bMsgIndex1 to 3
          "00 00 00", // bTeoPrologue
          "15 00 00 00", // ulDataLength: 21
          CHANGE,
        ].join(""),
      ),
    );
  });

  it("has the lengths that drivers look at first", () => {
    assert.equal(pinVerify(fromHex(VERIFY)).length, 19 + 13);
    assert.equal(pinModify(fromHex(CHANGE)).length, 24 + 21);
  });
});
