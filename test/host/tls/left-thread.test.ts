import assert from "node:assert/strict";
import { createServer } from "node:net";
import { createServer as createTlsServer, type TLSSocket } from "node:tls";
import { probe } from "../../../native-host/tls/probe";
import { endWaitingThread } from "../../../native-host/tls/threads";
import { listen, originOf, testPki, tlsSetup, VERSIONS } from "./fixtures";
import { softCard } from "./soft-card";
import { threads } from "./count-threads";

describe("The thread that a probe leaves", () => {
  const tls = tlsSetup();
  afterEach(() => endWaitingThread());

  /** Asks the connections from number `from` on for a card, and all of them can resume the first one's session. */
  async function server(version: (typeof VERSIONS)[number], from: number) {
    const keys = { ticketKeys: Buffer.alloc(48, 7), maxVersion: version } as const;
    const serve = (socket: TLSSocket) => {
      socket.on("error", () => undefined);
      socket.on("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    };
    const plain = createTlsServer({ ...tls.serverOptions, ...keys }, serve);
    const asking = createTlsServer({ ...tls.askingOptions, ...keys, rejectUnauthorized: false }, serve);
    let connections = 0;
    return listen(
      createServer((socket) => {
        connections += 1;
        (connections < from ? plain : asking).emit("connection", socket);
      }),
    );
  }

  const leave = async (port: number) =>
    probe(`https://portal.localhost:${port}/`, {
      trust: { extraCa: (await testPki()).serverAuthority.pem },
      leavesThread: true,
    });

  for (const version of VERSIONS) {
    it(`makes the login's connection, in which the card signs (${version})`, async () => {
      const port = await server(version, 1);
      assert.equal((await leave(port)).asks, true);
      const left = threads();
      const card = softCard(tls.card);
      const { info } = await (await originOf(port, { clientCertificate: card })).connect();
      assert.deepEqual([info?.asked, info?.resumed, card.signatures.length], [true, false, 1]);
      assert.equal(threads(), left);
    });

    it(`resumes no session of the probe: the server would get no certificate (${version})`, async () => {
      const port = await server(version, 2);
      assert.equal((await leave(port)).asks, false);
      const card = softCard(tls.card);
      const { info } = await (await originOf(port, { clientCertificate: card })).connect();
      assert.deepEqual([info?.asked, info?.resumed, card.signatures.length], [true, false, 1]);
    });
  }

  it("makes any number of probes, and is the same afterwards", async () => {
    const warnings: string[] = [];
    const warned = ({ message }: Error) => warnings.push(message);
    process.on("warning", warned);
    const port = await server("TLSv1.3", 1);
    await leave(port);
    const left = threads();
    for (let probes = 0; probes < 12; probes += 1) await leave(port);
    process.off("warning", warned);
    assert.deepEqual([warnings, threads()], [[], left]);
  });

  it("waits also after a probe that failed", async () => {
    const port = await server("TLSv1.3", 1);
    await assert.rejects(
      probe(`https://elsewhere.localhost:${port}/`, {
        trust: { extraCa: (await testPki()).serverAuthority.pem },
        leavesThread: true,
      }),
      { code: "server.name" },
    );
    const left = threads();
    await (await originOf(port)).connect();
    assert.equal(threads(), left);
  });
});
