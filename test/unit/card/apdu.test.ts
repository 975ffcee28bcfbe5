import assert from "node:assert/strict";
import { encode } from "../../../native-host/card/apdu";
import { toHex } from "../../../native-host/card/hex";

const header = { step: "test", cla: 0x00, ins: 0xa4, p1: 0x01, p2: 0x02 };
const bytes = (length: number) => new Uint8Array(length).fill(0xee);

describe("a command APDU", () => {
  it("is four bytes without data and without answer", () => {
    assert.equal(toHex(encode(header)), "00a40102");
  });

  it("writes 256 as zero in a short Le", () => {
    assert.equal(toHex(encode({ ...header, le: 5 })), "00a4010205");
    assert.equal(toHex(encode({ ...header, le: 255 })), "00a40102ff");
    assert.equal(toHex(encode({ ...header, le: 256 })), "00a4010200");
  });

  it("puts Lc before and Le after the data", () => {
    assert.equal(toHex(encode({ ...header, data: bytes(2) })), "00a4010202eeee");
    assert.equal(toHex(encode({ ...header, data: bytes(2), le: 256 })), "00a4010202eeee00");
    assert.equal(encode({ ...header, data: bytes(255), le: 1 }).length, 4 + 1 + 255 + 1);
  });

  it("becomes extended as a whole when Le or Lc need it", () => {
    assert.equal(toHex(encode({ ...header, le: 257 })), "00a40102000101");
    assert.equal(toHex(encode({ ...header, le: 65536 })), "00a40102000000");
    assert.equal(toHex(encode({ ...header, data: bytes(2), le: 65536 })), "00a40102000002eeee0000");
    assert.equal(toHex(encode({ ...header, data: bytes(256) })).slice(0, 16), "00a401020001" + "00ee");
    assert.equal(toHex(encode({ ...header, data: bytes(257), le: 256 })).slice(-6), "ee0100");
  });

  it("can leave Le away", () => {
    assert.equal(toHex(encode({ ...header, data: bytes(1), le: 256 }, false)), "00a4010201ee");
  });
});
