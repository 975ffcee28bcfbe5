import assert from "node:assert/strict";
import { readArguments } from "../../../native-host/commands/arguments";
import { VarcoError } from "../../../shared/errors";

const options = {
  browser: { type: "string" },
  folder: { type: "string", multiple: true },
  verbose: { type: "boolean", short: "v" },
} as const;
const read = (...args: string[]) => readArguments({ args, options, allowPositionals: true });
/** What the error says of arguments that are not understood. */
const reason = (...args: string[]) => {
  try {
    read(...args);
  } catch (thrown) {
    assert.ok(thrown instanceof VarcoError && thrown.code === "usage");
    return thrown.details["reason"];
  }
  return assert.fail("they were understood");
};

describe("The arguments of a command", () => {
  it("are read wherever they stand", () => {
    const { values, positionals } = read("change", "--browser", "firefox", "-v");
    assert.deepEqual([{ ...values }, positionals], [{ browser: "firefox", verbose: true }, ["change"]]);
  });

  it("may say yes twice, and name several values where an option takes several", () => {
    const { verbose, folder } = read("-v", "--folder", "a", "--verbose", "--folder", "b").values;
    assert.deepEqual([verbose, folder], [true, ["a", "b"]]);
  });

  it("are refused where one is unknown, or has no value", () => {
    assert.match(String(reason("--colour")), /--colour/);
    assert.match(String(reason("--browser")), /--browser/);
  });

  it("are refused where an option that takes one value has two", () => {
    assert.equal(reason("--browser", "chrome", "--browser=firefox"), "Option '--browser' can be given once");
  });
});
