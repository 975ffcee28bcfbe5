import assert from "node:assert/strict";
import { isException } from "../../../native-host/proxy/exceptions";
import { routeBy } from "../../../native-host/proxy/routes";

const CASES: Readonly<Record<string, { readonly straight: readonly string[]; readonly others: readonly string[] }>> = {
  "accesso.example": { straight: ["accesso.example"], others: ["www.accesso.example", "accesso.example.org"] },
  "*.comune.example": { straight: ["a.comune.example", "a.b.comune.example"], others: ["comune.example"] },
  ".asl.example": { straight: ["cup.asl.example"], others: ["asl.example", "xasl.example"] },
  "accesso*.EXAMPLE": { straight: ["accesso-1.example", "accesso.x.example"], others: ["accesso.example.org"] },
  "10.0.0.0/8": { straight: ["10.20.30.40"], others: ["11.0.0.1", "[2001:db8::1]", "10.example"] },
  "169.254/16": { straight: ["169.254.3.4"], others: ["169.255.0.1"] },
  "a*c*": { straight: ["ac", "abcbd"], others: ["ab", "xac"] },
  "a.c": { straight: ["a.c"], others: ["axc"] },
  "192.168.*": { straight: ["192.168.1.1"], others: ["192.169.1.1"] },
  "10.1.2.3": { straight: ["10.1.2.3"], others: ["10.1.2.4"] },
  "2001:db8::/32": { straight: ["[2001:db8::1]"], others: ["[2001:db9::1]", "10.0.0.1"] },
  "<local>": { straight: ["intranet"], others: ["intranet.example", "10.0.0.1", "[2001:db8::1]"] },
  "10.0.0.0/99": { straight: [], others: ["10.0.0.1"] },
  "": { straight: [], others: ["accesso.example"] },
};

describe("Exceptions from a proxy", () => {
  for (const [pattern, { straight, others }] of Object.entries(CASES))
    it(`named ${pattern === "" ? "by nothing" : pattern}`, () => {
      for (const host of straight) assert.ok(isException(pattern, new URL(`https://${host}/`)), host);
      for (const host of others) assert.ok(!isException(pattern, new URL(`https://${host}/`)), host);
    });

  it("are reached straight, everything else by the proxy of its scheme", async () => {
    const settings = {
      kind: "by-hand",
      http: null,
      https: "proxy.example:3128",
      exceptions: [".asl.example"],
    } as const;
    const proxy = { host: "proxy.example", port: 3128, isSecure: false, authorization: null, next: null };
    assert.deepEqual(await routeBy(settings, new URL("https://portale.example/")), proxy);
    assert.equal(await routeBy(settings, new URL("https://cup.asl.example/")), "direct");
    assert.equal(await routeBy(settings, new URL("http://portale.example/ca.der")), "direct");
    assert.equal(await routeBy(null, new URL("https://portale.example/")), "direct");
  });
});
