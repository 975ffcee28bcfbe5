import assert from "node:assert/strict";
import { answerHeaders, requestHeaders } from "../../../native-host/http/headers";
import { describeHttpError } from "../../../native-host/http/failure";
import { VarcoError } from "../../../shared/errors";
import type { HeaderList } from "../../../shared/messages";
import { LIMITS } from "../../../shared/limits";

describe("header fields of a request", () => {
  it("are passed on, but for those of one connection and those that the client decides", () => {
    assert.deepEqual(
      requestHeaders([
        ["Cookie", "a=1"],
        ["CONNECTION", "close"],
        ["Host", "x"],
        ["Accept-Encoding", "gzip"],
        ["content-length", "3"],
        ["Referer", "r"],
      ]),
      [
        ["Cookie", "a=1"],
        ["Referer", "r"],
      ],
    );
  });

  it("are refused when they would break out of their line, without telling their value", () => {
    const fields: HeaderList = [
      ["X", "secret\r\nY: z"],
      ["X\r\n", "secret"],
      ["", "secret"],
      ["X", "secret\u0000"],
    ];
    for (const field of fields) {
      assert.throws(
        () => requestHeaders([field]),
        (error) => {
          assert.ok(error instanceof VarcoError && error.code === "message.malformed");
          assert.ok(!error.message.includes("secret"));
          return true;
        },
      );
    }
  });
});

describe("header fields of an answer", () => {
  it("come in pairs, in their order", () => {
    assert.deepEqual(answerHeaders({ rawHeaders: ["B", "1", "a", "2", "B", "3"] }, "x"), [
      ["B", "1"],
      ["a", "2"],
      ["B", "3"],
    ]);
  });

  it("are at most 200", () => {
    const many = Array.from({ length: LIMITS.headerCount }, () => ["a", "b"]).flat();
    assert.equal(answerHeaders({ rawHeaders: many }, "x").length, LIMITS.headerCount);
    assert.throws(() => answerHeaders({ rawHeaders: [...many, "a", "b"] }, "x"), { code: "server.http" });
  });
});

describe("an error of the HTTP client", () => {
  const withCode = (code: string): Error => Object.assign(new Error("text"), { code });

  it("keeps its code of the closed list, or gets one", () => {
    const own = new VarcoError("pin.wrong");
    assert.equal(describeHttpError(own, "x"), own);
    assert.equal(describeHttpError(withCode("HPE_INVALID_CONSTANT"), "x").code, "server.http");
    assert.equal(describeHttpError(withCode("ECONNRESET"), "x").code, "server.cut");
    assert.equal(describeHttpError(new Error("surprise"), "x").code, "internal");
  });
});

describe("a header field of an answer", () => {
  it("has a name of at most 256 characters", () => {
    assert.equal(answerHeaders({ rawHeaders: ["x".repeat(LIMITS.headerName), "a"] }, "h").length, 1);
    assert.throws(() => answerHeaders({ rawHeaders: ["x".repeat(LIMITS.headerName + 1), "a"] }, "h"), {
      code: "server.http",
    });
  });
});
