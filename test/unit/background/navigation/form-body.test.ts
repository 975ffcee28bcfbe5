import assert from "node:assert/strict";
import { formBody } from "../../../../extension/background/navigation/form-body";

describe("The body of a form that was seen", () => {
  it("is what a browser sends", () => {
    const fields = { "nome utente": ["Ada è qui", "*-._~!'()"], b: ["a&b=c+d\r\n", ""], nothing: "no list" };
    const expected = new URLSearchParams([
      ["nome utente", "Ada è qui"],
      ["nome utente", "*-._~!'()"],
      ["b", "a&b=c+d\r\n"],
      ["b", ""],
    ]);
    assert.equal(formBody(fields), expected.toString());
  });

  it("has the very bytes of a page that is not UTF-8", () => {
    assert.equal(
      formBody({ città: [Uint8Array.from([0x46, 0x6f, 0x72, 0x6c, 0xec, 0x20]).buffer] }),
      "citt%C3%A0=Forl%EC+",
    );
  });

  it("is empty without fields", () => {
    assert.equal(formBody({}), "");
  });
});
