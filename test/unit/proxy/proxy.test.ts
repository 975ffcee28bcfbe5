import assert from "node:assert/strict";
import { parseProxy, wantsTicket, withTicket } from "../../../native-host/proxy/proxy";

describe("A proxy that has refused us", () => {
  it("would take a ticket where it names that scheme, alone or among others", () => {
    const proxy = parseProxy("proxy.example:3128");
    for (const [wanted, expected] of [
      ["Negotiate", true],
      ["negotiate", true],
      ['Basic realm="ufficio", Negotiate', true],
      ["Negotiate, NTLM", true],
      // A token means that the exchange goes on. We have begun none.
      ["Negotiate TlRMTVNTUAAC", false],
      ['Basic realm="Negotiate"', false],
      ["NTLM", false],
      ["", false],
      [undefined, false],
    ] as const)
      assert.equal(wantsTicket(proxy, wanted), expected, wanted);
  });

  it("gets none in the place of a password, and none a second time", () => {
    assert.equal(wantsTicket(parseProxy("http://ada:segreto@proxy.example:3128"), "Negotiate"), false);
    const asked = withTicket(parseProxy("proxy.example:3128"), Buffer.from("token"));
    assert.equal(asked.authorization, "Negotiate dG9rZW4=");
    assert.equal(wantsTicket(asked, "Negotiate"), false);
  });
});
