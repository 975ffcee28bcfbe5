import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { TLSSocket } from "node:tls";
import { HttpClient } from "../../../native-host/http/client";
import { LIMITS } from "../../../shared/limits";
import { code, later, originOf, tlsServer } from "./fixtures";
import { HttpStage, type Site } from "./http-stage";
import { softCard } from "./soft-card";

describe("HTTP connections with the card", () => {
  const stage = new HttpStage();

  it("gives up a server that falls silent, before the answer and inside it", async () => {
    const before = await stage.saying(() => undefined, { silence: 150 });
    await assert.rejects(before.get(), code("server.timeout"));
    const inside = await stage.saying(
      (_, socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
      },
      { silence: 150 },
    );
    await assert.rejects(inside.get(), code("server.timeout"));
  });

  it("has patience with a server that is slow but not silent", async () => {
    const { get } = await stage.saying(
      (_, socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
        let left = 5;
        const timer = setInterval(() => {
          socket.write("x");
          left -= 1;
          if (left === 0) clearInterval(timer);
        }, 80);
      },
      { silence: 200 },
    );
    assert.equal((await get()).body.toString(), "xxxxx");
  });

  it("gives up a server that drips its answer, or says for ever that the answer is to come", async () => {
    const dripping = await stage.saying(
      (_, socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        const timer = setInterval(() => socket.write("x"), 30);
        socket.once("close", () => clearInterval(timer));
      },
      { silence: 200, answer: 400 },
    );
    await assert.rejects(dripping.get(), code("server.timeout"));
    const headers = await stage.saying(
      (_, socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        const timer = setInterval(() => socket.write("X: y\r\n"), 30);
        socket.once("close", () => clearInterval(timer));
      },
      { silence: 200, answer: 400 },
    );
    await assert.rejects(headers.get(), code("server.timeout"));
    const interim = await stage.saying((_, socket) => {
      socket.write("HTTP/1.1 100 Continue\r\n\r\n".repeat(LIMITS.interimAnswers + 1));
    });
    await assert.rejects(interim.get(), code("server.http"));
  });

  it("takes interim answers before the answer", async () => {
    const { get } = await stage.saying(
      `${"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".repeat(3)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`,
    );
    assert.equal((await get()).body.toString(), "ok");
  });

  it("gives each answer its own time, and a long request more of it", async () => {
    const { get } = await stage.saying(
      (_, socket) => {
        setTimeout(() => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 400);
      },
      { answer: 1000 },
    );
    for (let count = 0; count < 3; count += 1) assert.equal((await get()).status, 200);
    const slow = await stage.saying(
      (request, socket) => {
        if (request.includes("POST"))
          setTimeout(() => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 600);
      },
      { answer: 300 },
    );
    await assert.rejects(slow.get(), code("server.timeout"));
    assert.equal(
      (
        await slow.client.request({
          method: "POST",
          url: slow.url("/"),
          headers: [],
          body: Buffer.alloc(LIMITS.uploadRate),
        })
      ).status,
      200,
    );
  });

  it("can be cancelled", async () => {
    const stop = new AbortController();
    const { client, url } = await stage.saying(() => stop.abort());
    await assert.rejects(
      client.request({ method: "GET", url: url("/"), headers: [] }, { signal: stop.signal }),
      code("operation.cancelled"),
    );
    await assert.rejects(
      client.request({ method: "GET", url: url("/"), headers: [] }, { signal: stop.signal }),
      code("operation.cancelled"),
    );
  });

  it("repeats a GET that met a kept connection which the server had just closed, but not a POST", async () => {
    let connections = 0;
    const once200 = async (): Promise<Site> =>
      stage.site(
        await tlsServer({ key: stage.server.keyPem, cert: stage.server.pem }, (socket) => {
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
    const { client, url, get } = await once200();
    await get();
    await assert.rejects(
      client.request({ method: "POST", url: url("/"), headers: [], body: Buffer.from("x") }),
      code("server.cut"),
    );
    assert.equal(connections, 3);
  });

  it("repeats a GET, too, that met a connection made in advance which the server had closed", async () => {
    const accepted = new EventEmitter();
    let connections = 0;
    const port = await tlsServer({ key: stage.server.keyPem, cert: stage.server.pem }, (socket) => {
      connections += 1;
      accepted.emit("connection", socket);
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    });
    const { client, get } = await stage.site(port);
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

  it("takes a connection that ends without a word for a refusal, where the server lists other issuers only, and does not try again", async () => {
    for (const [authority, expected, tries] of [
      [stage.pki.foreignAuthority, "server.certificate-refused", 1],
      [stage.pki.cardAuthority, "server.cut", 2],
    ] as const) {
      let connections = 0;
      const port = await tlsServer(
        {
          key: stage.server.keyPem,
          cert: stage.server.pem,
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
      const client = new HttpClient(await originOf(port, { clientCertificate: softCard(stage.card) }));
      later(() => client.close());
      await client.connect();
      await assert.rejects(
        client.request({ method: "GET", url: new URL(`https://portal.localhost:${port}/`), headers: [] }),
        code(expected),
      );
      assert.equal(connections, tries);
    }
  });

  it("opens a new connection after the server closed an idle one", async () => {
    const closed: Promise<unknown>[] = [];
    const { get } = await stage.saying((_, socket) => {
      closed.push(once(socket, "close"));
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", () => socket.end());
    });
    assert.equal((await get()).status, 200);
    await Promise.all(closed);
    assert.equal((await get()).status, 200);
  });

  it("lets several requests wait for the one connection", async () => {
    let most = 0;
    let now = 0;
    const { get } = await stage.saying((request, socket) => {
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

  it("talks to its origin only, and sends no malformed fields", async () => {
    const { client, get } = await stage.saying("HTTP/1.1 200 OK\r\n\r\n");
    await assert.rejects(
      client.request({ method: "GET", url: new URL("https://other.localhost/"), headers: [] }),
      code("relay.other-origin"),
    );
    await assert.rejects(get("/", [["X", "a\r\nb: c"]]), code("message.malformed"));
    await assert.rejects(get("/", [["X y", "z"]]), code("message.malformed"));
  });

  it("fails with what the connection failed with", async () => {
    const port = await tlsServer({ key: stage.server.keyPem, cert: stage.server.pem }, () => undefined);
    const origin = await originOf(port, { trust: {} });
    await assert.rejects(
      new HttpClient(origin).request({ method: "GET", url: new URL(`https://portal.localhost:${port}/`), headers: [] }),
      code("server.untrusted"),
    );
  });
});
