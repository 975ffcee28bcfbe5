import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { endWaitingThread, dialAhead } from "../../../native-host/tls/threads";
import { parseProxy } from "../../../native-host/proxy/proxy";
import { threads } from "./count-threads";
import { listen, originOf, testPki, tlsSetup } from "./fixtures";
import { testProxy, throughTo } from "./test-proxy";

describe("A TLS thread that waits for its origin", () => {
  const tls = tlsSetup();
  afterEach(() => endWaitingThread());

  /**
   * A server that gives each TCP connection to `accept`: true has it shake hands. Tells the connections, in their
   * order.
   */
  async function server(accept: (number: number, socket: Socket) => boolean = () => true) {
    const secure = createTlsServer(tls.serverOptions, (socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
    const connections: Socket[] = [];
    const plain = createServer((socket) => {
      connections.push(socket.on("error", () => undefined));
      if (accept(connections.length, socket)) secure.emit("connection", socket);
    });
    const port = await listen(plain);
    const prepare = async (patience?: number): Promise<Socket> => {
      const come = once(plain, "connection");
      const trust = { extraCa: (await testPki()).serverAuthority.pem };
      const address = { host: "portal.localhost", port };
      dialAhead(trust, patience === undefined ? { address } : { address, patience });
      await come;
      return connections[0]!;
    };
    return { port, connections, prepare };
  }

  it("sends nothing before the origin comes", async () => {
    const { prepare } = await server((_, socket) => {
      socket.resume();
      return false;
    });
    const early = await prepare(50);
    await once(early, "close");
    assert.equal(early.bytesRead, 0);
  });

  it("has connected already when the origin comes", async () => {
    const { port, connections, prepare } = await server();
    await prepare();
    await (await originOf(port)).connect();
    assert.equal(connections.length, 1);
  });

  it("connects a second time for the second connection", async () => {
    const { port, connections, prepare } = await server();
    await prepare();
    const origin = await originOf(port);
    await origin.connect();
    await origin.connect();
    assert.equal(connections.length, 2);
  });

  it("connects anew when the server has closed the early connection", async () => {
    const { port, connections, prepare } = await server((number, socket) => {
      if (number === 1) socket.end();
      return number > 1;
    });
    await once(await prepare(), "close");
    await (await originOf(port)).connect();
    assert.equal(connections.length, 2);
  });

  for (const [how, close] of [
    ["closes", (socket: Socket) => socket.end()],
    ["resets", (socket: Socket) => socket.resetAndDestroy()],
  ] as const)
    it(`connects anew when the server ${how} the early connection as the handshake begins`, async () => {
      const { port, connections, prepare } = await server((number, socket) => {
        if (number === 1) socket.once("data", () => close(socket));
        return number > 1;
      });
      await prepare();
      await (await originOf(port)).connect();
      assert.equal(connections.length, 2);
    });

  it("takes a server that closes every connection for what it is", async () => {
    const { port, connections, prepare } = await server((_, socket) => {
      socket.once("data", () => socket.end());
      return false;
    });
    await prepare();
    const origin = await originOf(port);
    await assert.rejects(origin.connect(), { code: "server.cut" });
    assert.equal(connections.length, 2);
  });

  it("closes an early connection that nobody takes in time", async () => {
    const { prepare } = await server();
    await once(await prepare(1), "close");
  });

  it("is gone when it has ended, and so is the early connection", async () => {
    const before = threads();
    const { prepare } = await server();
    const closed = once(await prepare(), "close");
    assert.equal(threads(), before + 1);
    await endWaitingThread();
    assert.equal(threads(), before);
    await closed;
  });

  it("is gone when it has ended, also if it was still reading OpenSSL", async () => {
    const before = threads();
    dialAhead({}, { address: { host: "portal.localhost", port: await listen(createServer()) } });
    await endWaitingThread();
    assert.equal(threads(), before);
  });

  it("does not take the connection to one server for another", async () => {
    const { connections, prepare } = await server();
    await prepare();
    const other = await server();
    await (await originOf(other.port)).connect();
    assert.deepEqual([connections.length, other.connections.length], [1, 1]);
  });

  it("does not take the connection that goes another way than the login", async () => {
    const { port, connections, prepare } = await server();
    await prepare();
    const proxy = await testProxy(throughTo(port));
    const route = async () => parseProxy(`127.0.0.1:${proxy}`);
    await (await originOf(port, { route, proxy: { kind: "script", address: "" } })).connect();
    assert.equal(connections.length, 2);
  });

  it("is not taken by an origin that trusts others", async () => {
    const { port, connections, prepare } = await server();
    await prepare();
    const strange = (await testPki()).cardAuthority.pem;
    const origin = await originOf(port, { trust: { extraCa: strange } });
    await assert.rejects(origin.connect(), { code: "server.untrusted" });
    assert.equal(connections.length, 2);
  });
});
