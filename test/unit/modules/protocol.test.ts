import assert from "node:assert/strict";
import * as v from "valibot";
import { tokenName } from "../../../native-host/modules/protocol";

describe("What a module's process says", () => {
  it("loses characters that nobody sees, and padding, where it is read", () => {
    assert.deepEqual(
      v.parse(tokenName, { slot: "00", label: "  CNS \u202eke\u200by\u001b[2J   ", serial: "12\u000034 \ufe0f" }),
      { slot: "00", label: "CNS key[2J", serial: "1234" },
    );
  });
});
