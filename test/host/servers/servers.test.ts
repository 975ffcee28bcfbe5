import assert from "node:assert/strict";
import type { Issued } from "../../../devkit/pki/authority";
import { startServers, type RunningServers } from "../../../devkit/servers/servers";
import { HttpClient, type HttpAnswer } from "../../../native-host/http/client";
import { probe } from "../../../native-host/tls/probe";
import { VarcoError } from "../../../shared/errors";
import { CitizenClient, textOf } from "../portal/citizen-client";
import { later, originOf, tlsSetup } from "../tls/fixtures";
import { softCard, type SoftCard } from "../tls/soft-card";
import { CARD_SITES, SAML_SITES } from "./card-sites";

/** Larger than what Apache keeps by itself while it renegotiates. */
const LARGE = Buffer.alloc(300_000, "x");

describe("The relay at real servers", function suite() {
  this.timeout(60_000);
  const tls = tlsSetup();
  let servers: RunningServers;
  before(async () => {
    servers = await startServers(tls.pki);
  });
  after(() => servers.close());

  const send = async (url: URL, card: SoftCard | null, body?: Buffer): Promise<HttpAnswer> => {
    const origin = await originOf(Number(url.port), { host: url.hostname, clientCertificate: card });
    const client = new HttpClient(origin);
    later(() => client.close());
    return client.request({ method: body ? "POST" : "GET", url, headers: [], ...(body && { body }) });
  };
  /** The status of the answer, or the code of the error. */
  const outcome = async (url: URL, issued: Issued | null): Promise<number | string> => {
    try {
      return (await send(url, issued && softCard(issued))).status;
    } catch (thrown) {
      if (!(thrown instanceof VarcoError)) throw thrown;
      return thrown.code;
    }
  };
  /** The page to which an answer leads, for a browser without a card. */
  const shown = async (answer: HttpAnswer, from: URL) => {
    const fields = (wanted: string) =>
      answer.headers.flatMap(([name, value]) => (name.toLowerCase() === wanted ? [value] : []));
    const browser = new CitizenClient(tls.pki.serverAuthority.pem, null);
    later(() => browser.close());
    const cookie = fields("set-cookie")
      .map((value) => value.split(";")[0])
      .join("; ");
    const { href } = new URL(fields("location")[0] ?? assert.fail("no redirect"), from);
    return browser.visit(href, cookie === "" ? {} : { headers: { cookie } });
  };

  for (const { server, site, path, goesOnAt, without, foreign, expired } of CARD_SITES) {
    describe(`${server}, ${site}`, () => {
      const address = (): URL => {
        const url = new URL(path, servers.originOf(server, site));
        if (goesOnAt !== undefined) url.searchParams.set("ritorno", servers.originOf(server, goesOnAt));
        return url;
      };

      it("asks for the card, takes a large form as the first request with one signature, and goes on without the card", async () => {
        const { asks } = await probe(address().href, { trust: { extraCa: tls.pki.serverAuthority.pem } });
        assert.equal(asks, true);
        const card = softCard(tls.card);
        const answer = await send(address(), card, LARGE);
        assert.equal(answer.status, 302, answer.body.toString());
        assert.equal(card.signatures.length, 1);
        assert.equal(textOf(await shown(answer, address()), "holder-name"), "ADA COLLAUDO");
      });

      it(`answers ${without} without a card, ${foreign} to a foreign one, ${expired} to an expired one`, async () => {
        const cards = [null, await tls.pki.card({ foreign: true }), await tls.pki.card({ validity: "expired" })];
        assert.deepEqual(await Promise.all(cards.map((card) => outcome(address(), card))), [without, foreign, expired]);
      });
    });
  }

  for (const [site, without] of SAML_SITES) {
    it(`simplesamlphp, ${site}: vouches for the card's holder, and answers ${without} without a card`, async () => {
      const url = new URL("/simplesaml/saml2/idp/SSOService.php", servers.originOf("simplesamlphp", site));
      const service = servers.originOf("simplesamlphp", "sp");
      url.searchParams.set("spentityid", `${service}/simplesaml/module.php/saml/sp/metadata.php/redirect`);
      const { body } = await send(url, softCard(tls.card));
      const [, response = ""] = /name="SAMLResponse" value="([^"]+)"/.exec(body.toString()) ?? [];
      assert.match(Buffer.from(response, "base64").toString(), />CLLDAA80A41X999S</, body.toString());
      assert.equal(await outcome(url, null), without);
    });
  }
});
