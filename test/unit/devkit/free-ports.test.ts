import assert from "node:assert/strict";
import { twoFreePorts } from "../../../devkit/pcscd/free-ports";

/** The first port that Linux gives to whoever asks for any, unless its administrator says otherwise (ip(7)). */
const FIRST_FOR_ALL = 32_768;

describe("The ports of pcscd's virtual readers", () => {
  it("are none that Linux gives to others while pcscd is not running", async () => {
    for (let time = 0; time < 20; time += 1) {
      const port = await twoFreePorts();
      assert.ok(port + 1 < FIRST_FOR_ALL, String(port));
    }
  });
});
