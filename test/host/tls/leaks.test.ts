import assert from "node:assert/strict";
import { nginxServer, originOf, readAll, tlsSetup } from "./fixtures";
import { softCard } from "./soft-card";

const MB = 1024 * 1024;

describe("memory of TLS connections", () => {
  const tls = tlsSetup();

  /** nginx that never resumes a session: every connection is a full handshake with a signature. */
  const forgetfulNginx = (): Promise<number> =>
    nginxServer(tls, [
      "ssl_session_tickets off; ssl_session_cache off; ssl_verify_client on;",
      'location / { return 200 "$ssl_client_verify"; }',
    ]);

  it("is given back after each of 200 handshakes", async function () {
    this.timeout(60_000);
    const card = softCard(tls.card);
    const origin = await originOf(await forgetfulNginx(), { clientCertificate: card });
    const handshakes = async (count: number): Promise<void> => {
      for (let done = 0; done < count; done += 1) {
        const connection = await origin.connect();
        connection.write("GET / HTTP/1.1\r\nHost: portal.localhost\r\nConnection: close\r\n\r\n");
        assert.match(await readAll(connection), /SUCCESS$/);
      }
    };
    await handshakes(200);
    const before = process.memoryUsage.rss();
    await handshakes(200);
    const grown = (process.memoryUsage.rss() - before) / MB;
    assert.equal(card.signatures.length, 400);
    assert.ok(grown < 8, `grew by ${grown.toFixed(1)} MB`);
  });

  it("is given back with the thread", async function () {
    this.timeout(60_000);
    const port = await forgetfulNginx();
    const card = softCard(tls.card);
    const origins = async (count: number): Promise<void> => {
      for (let done = 0; done < count; done += 1) {
        const origin = await originOf(port, { clientCertificate: card });
        await origin.connect();
        await origin.close();
      }
    };
    await origins(10);
    const before = process.memoryUsage.rss();
    await origins(20);
    const grown = (process.memoryUsage.rss() - before) / MB;
    assert.ok(grown < 20, `grew by ${grown.toFixed(1)} MB`);
  });
});
