import assert from "node:assert/strict";
import { secureTwin } from "../../../../extension/background/navigation/secure-twin";

describe("the address that browsers try by https", () => {
  it("is the same with https, at the ordinary port of a host with a name", () => {
    assert.equal(secureTwin("http://portale.example/entra?x=1#y"), "https://portale.example/entra?x=1#y");
    for (const other of ["https://a.example/", "http://a.example:8080/", "http://router/", "http://10.0.0.1/", "x", ""])
      assert.equal(secureTwin(other), null, other);
  });
});
