import assert from "node:assert/strict";
import { encodeForm } from "../../../../extension/background/relay/form-encoding";
import { FORM_TYPE, formRequest, requestForm, visit } from "../../../../extension/background/relay/portal-request";

describe("A form that the relay sends", () => {
  it("has the bytes of its encoding; what the encoding lacks is a reference", () => {
    const fields = [
      ["città", "è qui"],
      ["€", "日 *-._"],
    ] as const;
    assert.equal(encodeForm(fields, "utf-8"), "citt%C3%A0=%C3%A8+qui&%E2%82%AC=%E6%97%A5+*-._");
    // Node 20 reads windows-1252 as ISO-8859-1, so another encoding with a euro sign stands for it here.
    assert.equal(encodeForm([["€", "á"]], "windows-1250"), "%80=%E1");
    assert.equal(encodeForm(fields, "iso-8859-15"), "citt%E0=%E8+qui&%A4=%26%2326085%3B+*-._");
  });

  it("writes line ends as browsers do", () => {
    assert.equal(encodeForm([["a", "1\n2\r3\r\n4"]], "windows-1252"), "a=1%0D%0A2%0D%0A3%0D%0A4");
  });

  it("is UTF-8 where the platform does not know the encoding, or it is one of several bytes", () => {
    for (const encoding of ["klingon", "shift_jis", "gbk", "utf-16le", ""])
      assert.equal(encodeForm([["a", "è"]], encoding), "a=%C3%A8", encoding);
  });

  it("is sent with these bytes, as a body or as a query", () => {
    const form = { action: "https://idp.example/a?x=1", fields: [["n", "è"]], encoding: "windows-1252" } as const;
    assert.equal(new TextDecoder().decode(formRequest({ ...form, method: "POST" }).body), "n=%E8");
    assert.equal(formRequest({ ...form, method: "GET" }).url, "https://idp.example/a?n=%E8");
  });

  it("comes back from a request with the bytes that the request had", () => {
    for (const [body, encoding] of [
      ["a=%C3%A8&b=1+2&a=", "utf-8"],
      ["a=%E8&b=%80%81+%FF&c=%2B", "windows-1252"],
    ] as const) {
      const request = { ...visit("https://idp.example/"), method: "POST" as const, contentType: FORM_TYPE };
      const form = requestForm({ ...request, body: new TextEncoder().encode(body) });
      assert.equal(form?.encoding, encoding);
      assert.equal(new TextDecoder().decode(formRequest(form).body), body);
    }
  });
});
