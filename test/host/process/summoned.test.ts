import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { openStage, type Stage } from "../../../devkit/stage/stage";
import { until } from "../../../devkit/until";
import { closeAll, tap, tlsServer, VERSIONS } from "../tls/fixtures";
import { testProxy, throughTo } from "../tls/test-proxy";
import { Peer } from "./peer";

/** A name that no resolver knows: only the proxy leads there. */
const HOST = "portale.example";
const ADDRESS = `https://${HOST}/entra?SAMLRequest=segreto`;
/**
 * Commands that do more than read: VERIFY with a PIN (without one it asks for the tries left), MANAGE SECURITY
 * ENVIRONMENT, PERFORM SECURITY OPERATION.
 */
const NOT_READING = /^..(20.{5,}|22|2a)/;

// Any website can lead to a portal that asks for a certificate, and so have the login page open.
describe("The host, for a login page before the person acts", () => {
  let stage: Stage;
  let peer: Peer;
  let tunnels: IncomingMessage[];
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  beforeEach(() => {
    tunnels = [];
    stage.card.clearTrace();
  });
  afterEach(async () => {
    await peer.close();
    await closeAll();
  });

  const certificates = async () => {
    const { keyPem, pem } = await stage.pki.server([HOST]);
    return { key: keyPem, cert: pem, ca: [stage.pki.cardAuthority.pem] };
  };
  /** What the page does when it opens, with the server behind a proxy. */
  async function probe(server: number) {
    const proxy = await testProxy(throughTo(server, tunnels));
    const env = { ...process.env, HTTPS_PROXY: `http://127.0.0.1:${proxy}`, NO_PROXY: "" };
    peer = new Peer(stage.host, undefined, env);
    await peer.hello();
    await peer.cards(({ readers }) => readers[0]?.card?.status === "ready");
    return peer.request("probe", { url: ADDRESS });
  }
  const commands = () => stage.card.trace.map(({ command }) => command);

  for (const version of VERSIONS)
    it(`shows the card, and sends the server a greeting and nothing else, through the proxy (${version})`, async () => {
      const protocol = { minVersion: version, maxVersion: version } as const;
      const asking = { ...(await certificates()), ...protocol, requestCert: true };
      const { port, sent } = await tap(await tlsServer(asking, (socket) => socket.end()));
      assert.equal((await probe(port)).asks, true);
      await until("the connection that waits for the login", () => tunnels.length === 2);
      assert.deepEqual([...new Set(tunnels.map(({ url }) => url))], [`${HOST}:443`]);
      await peer.close();
      // Behind the record of the ClientHello: nothing, or the ChangeCipherSpec record of TLS 1.3 (RFC 8446 §D.4).
      const more = sent().length - 5 - sent().readUInt16BE(3);
      assert.ok(more <= 6, `${more} more bytes were sent`);
      assert.ok(commands().length > 0);
      assert.deepEqual(
        commands().filter((command) => NOT_READING.test(command)),
        [],
      );
    });

  it("asks a server that does not ask at once for the path alone, and gives it no certificate", async () => {
    const options = { ...(await certificates()), requestCert: false };
    let request = "";
    const port = await tlsServer(options, (socket) => {
      void once(socket, "data").then(([data]) => {
        request = String(data);
        socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      });
    });
    assert.equal((await probe(port)).asks, false);
    assert.equal(request, `HEAD /entra HTTP/1.1\r\nHost: ${HOST}\r\nConnection: close\r\n\r\n`);
    assert.equal(tunnels.length, 1);
    assert.deepEqual(
      commands().filter((command) => NOT_READING.test(command)),
      [],
    );
  });
});
