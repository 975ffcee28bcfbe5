import assert from "node:assert/strict";
import { modelTime } from "../../../devkit/card/index";

const read = (bytes: number) => ({ command: "00b0000000", answer: "00".repeat(bytes) + "9000" });
const PSO = { command: `002a808600010100${"00".repeat(256)}0000`, answer: "00".repeat(256) + "9000" };

describe("model of the time of a card", () => {
  it("is that of the line and of the work, by hand", () => {
    // T=1: (5 + 4) and (18 + 4) characters of 11 bits, two turn-arounds of 22: 385 bits; 10 ms of work.
    assert.ok(Math.abs(modelTime([read(16)], { baud: 9600 }) - (385 / 9.6 + 10)) < 1e-9);
    // T=0: 5 + 1 + 18 characters of 12 bits.
    assert.ok(Math.abs(modelTime([read(16)], { baud: 9600, protocol: "T=0" }) - (288 / 9.6 + 10)) < 1e-9);
  });

  it("adds the exchanges, and shrinks with the speed of the line down to the work", () => {
    const trace = [read(200), read(100)];
    const slow = modelTime(trace, { baud: 9600 });
    assert.ok(Math.abs(slow - modelTime([read(200)], { baud: 9600 }) - modelTime([read(100)], { baud: 9600 })) < 1e-9);
    assert.ok(Math.abs((slow - 20) / (modelTime(trace, { baud: 115_200 }) - 20) - 12) < 1e-9);
  });

  it("counts a private-key operation once, where its result is", () => {
    const whole = modelTime([PSO], { baud: Infinity });
    const chained = [
      { command: `102a808680${"00".repeat(128)}`, answer: "9000" },
      { command: `002a808681${"00".repeat(129)}`, answer: "6100" },
      { command: "00c0000000", answer: "00".repeat(256) + "9000" },
    ];
    assert.equal(whole, 610);
    assert.equal(modelTime(chained, { baud: Infinity }), 630);
    assert.equal(modelTime([{ ...PSO, answer: "6982" }], { baud: Infinity }), 10);
  });

  it("cuts what is longer than a block of T=1 into several", () => {
    // 257 bytes go as 254 + 3 with one acknowledgement of 4 characters between.
    const [one, two] = [read(252), read(255)].map((exchange) => modelTime([exchange], { baud: 1000 }));
    assert.ok(Math.abs((two ?? 0) - (one ?? 0) - ((3 + 4 + 4) * 11 + 44)) < 1e-9);
  });
});
