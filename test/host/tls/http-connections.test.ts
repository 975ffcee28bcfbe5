import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { TLSSocket } from "node:tls";
import { HttpClient } from "../../../native-host/http/client";
import { code, later, originOf, tlsServer, tlsSetup } from "./fixtures";
import { siteOn, siteSaying, type HttpSite } from "./http-site";
import { softCard } from "./soft-card";

describe("the connection of several requests", () => {
  const tls = tlsSetup();

  it("serves the request after a form, however quick the answer to the form", async () => {
    const { post, get } = await siteSaying(tls, (_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    for (let count = 0; count < 50; count += 1) {
      assert.equal((await post(Buffer.from("a=1"))).status, 200);
      assert.equal((await get()).status, 200);
    }
  });

  it("repeats a GET, but not a POST, when the server had just closed the kept connection", async () => {
    let connections = 0;
    const once200 = async (): Promise<HttpSite> =>
      siteOn(
        tls,
        await tlsServer(tls.serverOptions, (socket) => {
          connections += 1;
          socket.once("data", () => {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            socket.once("data", () => socket.destroy());
          });
        }),
      );
    const safe = await once200();
    await safe.get();
    assert.equal((await safe.get()).status, 200);
    assert.equal(connections, 2);
    const { post, get } = await once200();
    await get();
    await assert.rejects(post(Buffer.from("x")), code("server.cut"));
    assert.equal(connections, 3);
  });

  it("repeats a GET, too, when the server had closed a connection that was made in advance", async () => {
    const accepted = new EventEmitter();
    let connections = 0;
    const port = await tlsServer(tls.serverOptions, (socket) => {
      connections += 1;
      accepted.emit("connection", socket);
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    });
    const { client, get } = await siteOn(tls, port);
    await client.connect();
    assert.equal((await get()).status, 200);
    assert.equal(connections, 1, "the connection made in advance is used");
    const connected: Promise<unknown[]> = once(accepted, "connection");
    await client.connect();
    const [socket] = await connected;
    assert.ok(socket instanceof TLSSocket);
    const gone = once(socket, "close");
    socket.destroy();
    await gone;
    assert.equal((await get()).status, 200);
    assert.equal(connections, 3);
  });

  it("takes a silent end for a refusal where the server lists other issuers only, and does not try again", async () => {
    for (const [authority, expected, tries] of [
      [tls.pki.foreignAuthority, "server.certificate-refused", 1],
      [tls.pki.cardAuthority, "server.cut", 2],
    ] as const) {
      let connections = 0;
      const port = await tlsServer(
        {
          ...tls.serverOptions,
          ca: authority.pem,
          requestCert: true,
          rejectUnauthorized: false,
          maxVersion: "TLSv1.3",
        },
        (socket) => {
          connections += 1;
          socket.once("data", () => socket.destroy());
        },
      );
      const client = new HttpClient(await originOf(port, { clientCertificate: softCard(tls.card) }));
      later(() => client.close());
      await client.connect();
      await assert.rejects(
        client.request({ method: "GET", url: new URL(`https://portal.localhost:${port}/`), headers: [] }),
        code(expected),
      );
      assert.equal(connections, tries);
    }
  });

  it("is a new one after the server closed an idle one", async () => {
    const closed: Promise<unknown>[] = [];
    const { get } = await siteSaying(tls, (_, socket) => {
      closed.push(once(socket, "close"));
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", () => socket.end());
    });
    assert.equal((await get()).status, 200);
    await Promise.all(closed);
    assert.equal((await get()).status, 200);
  });

  it("carries one request at a time; others wait", async () => {
    let most = 0;
    let now = 0;
    const { get } = await siteSaying(tls, (request, socket) => {
      now += 1;
      most = Math.max(most, now);
      setImmediate(() => {
        now -= 1;
        const path = request.toString().split(" ")[1]!;
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${path.length}\r\n\r\n${path}`);
      });
    });
    const answers = await Promise.all(["/1", "/2", "/3"].map((path) => get(path)));
    assert.deepEqual(
      answers.map(({ body }) => body.toString()),
      ["/1", "/2", "/3"],
    );
    assert.equal(most, 1);
  });
});
