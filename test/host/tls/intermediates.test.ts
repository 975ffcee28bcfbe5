import assert from "node:assert/strict";
import type { RequestListener } from "node:http";
import { until } from "../../../devkit/until";
import { VarcoError } from "../../../shared/errors";
import { LIMITS } from "../../../shared/limits";
import { code, NAMES, originOf, readAll, tap, tlsServer, tlsSetup, webServer } from "./fixtures";
import { softCard } from "./soft-card";

describe("A server that leaves out its intermediate certificate", () => {
  const tls = tlsSetup();

  /** The port of a server whose certificate says that its issuer's one is there. */
  async function incomplete(issuerAddress: string, issuer: "intermediate" | "foreign" = "intermediate") {
    const { keyPem, pem } = await tls.pki.server([...NAMES], { issuer, issuerAddress });
    return tlsServer({ ...tls.askingOptions, key: keyPem, cert: pem }, (socket) => socket.end("hello"));
  }

  it("is trusted by the one that it names, which is fetched once", async () => {
    const { der } = await tls.pki.intermediate();
    let fetched = 0;
    const address = await webServer("ca.der", (_, response) => {
      fetched += 1;
      response.end(der);
    });
    const port = await incomplete(address);
    for (let login = 0; login < 2; login += 1) {
      const origin = await originOf(port, { clientCertificate: softCard(tls.card) });
      for (let count = 0; count < 2; count += 1) assert.equal(await readAll(await origin.connect()), "hello");
    }
    assert.equal(fetched, 1);
  });

  it("is trusted by one in PEM, behind a redirect", async () => {
    const { pem } = await tls.pki.intermediate();
    const address = await webServer("ca.der", ({ url }, response) => {
      if (url === "/ca.pem") response.end(pem);
      else response.writeHead(302, { location: "/ca.pem" }).end();
    });
    const origin = await originOf(await incomplete(address), { clientCertificate: softCard(tls.card) });
    assert.equal(await readAll(await origin.connect()), "hello");
  });

  const useless: Readonly<Record<string, readonly [answer: RequestListener, said: RegExp]>> = {
    "is not there": [(_, response) => response.writeHead(404).end(), /ca\.der: status 404/],
    "is garbage": [(_, response) => response.end("<html>no certificate</html>"), /ca\.der: ./],
    "is too long": [(_, response) => response.end(Buffer.alloc(LIMITS.intermediateBytes + 1, 0x30)), /too long/],
    "is that of another authority": [(_, response) => response.end(tls.pki.cardAuthority.der), /no intermediate/],
    "leads to a file": [
      (_, response) => response.writeHead(302, { location: "file:///etc/hostname" }).end(),
      /must be a HTTP/,
    ],
    "leads to itself": [({ url }, response) => response.writeHead(302, { location: url }).end(), /redirect/],
    "never comes to its end": [(_, response) => response.write("0"), /timeout/],
    "is cut": [(_, response) => response.socket?.destroy(), /closed/],
  };
  for (const [what, [answer, said]] of Object.entries(useless))
    it(`is not trusted where that ${what}, gets no certificate, and it is said why`, async function test() {
      this.timeout(3 * LIMITS.intermediateFetch);
      const signer = softCard(tls.card);
      const origin = await originOf(await incomplete(await webServer("ca.der", answer)), { clientCertificate: signer });
      await assert.rejects(origin.connect(), (error: unknown) => {
        assert.match(String(error instanceof VarcoError && error.details["reason"]), said);
        return code("server.untrusted")(error);
      });
      assert.equal(signer.signatures.length, 0);
    });

  it("is not trusted by a root that it brings along in this way", async () => {
    const address = await webServer("ca.der", (_, response) => response.end(tls.pki.foreignAuthority.der));
    const origin = await originOf(await incomplete(address, "foreign"));
    for (let count = 0; count < 2; count += 1) await assert.rejects(origin.connect(), code("server.untrusted"));
  });

  it("is trusted also by a connection that begins while the certificate is on its way", async () => {
    const { der } = await tls.pki.intermediate();
    const waiting: (() => void)[] = [];
    const address = await webServer("ca.der", (_, response) => {
      waiting.push(() => response.end(der));
    });
    const { port, answered } = await tap(await incomplete(address));
    const origin = await originOf(port, { clientCertificate: softCard(tls.card) });
    const both = [origin.connect(), origin.connect()];
    await until("the request, and both flights of the server", () => waiting.length > 0 && answered() === 2);
    waiting.forEach((answer) => answer());
    for (const connection of await Promise.all(both)) assert.equal(await readAll(connection), "hello");
    assert.equal(waiting.length, 1);
  });

  it("keeps nobody waiting who cancels", async () => {
    const over = new AbortController();
    let reach = () => {};
    const reached = new Promise<void>((resolve) => {
      reach = resolve;
    });
    const origin = await originOf(await incomplete(await webServer("ca.der", () => reach())));
    const connecting = origin.connect({ signal: over.signal });
    await reached;
    over.abort();
    await assert.rejects(connecting, code("operation.cancelled"));
    const closing = performance.now();
    await origin.close();
    assert.ok(performance.now() - closing < LIMITS.intermediateFetch / 2);
  });
});
