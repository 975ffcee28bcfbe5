import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { gzipSync, brotliCompressSync, deflateSync } from "node:zlib";
import type { TLSSocket } from "node:tls";
import type { Issued } from "../../../devkit/pki/authority";
import { writePem } from "../../../devkit/pki/pem-files";
import type { TestPki } from "../../../devkit/pki/pki";
import { listenLines, startNginx } from "../../../devkit/portal/nginx";
import { HttpClient, type HttpAnswer } from "../../../native-host/http/client";
import { HTTP_TIMES, type HttpTimes } from "../../../native-host/http/times";
import { LIMITS } from "../../../shared/limits";
import { closeAll, code, later, NAMES, originOf, testPki, tlsServer } from "./fixtures";
import { softCard } from "./soft-card";

describe("HTTP over a connection with the card", () => {
  let pki: TestPki;
  let server: Issued;
  let card: Issued;
  before(async () => {
    pki = await testPki();
    server = await pki.server([...NAMES]);
    card = await pki.card();
  });
  afterEach(closeAll);

  interface Site {
    readonly client: HttpClient;
    readonly url: (path: string) => URL;
    get(path?: string, headers?: [string, string][]): Promise<HttpAnswer>;
  }

  async function site(port: number, times: Partial<HttpTimes> = {}): Promise<Site> {
    const origin = await originOf(port, { clientCertificate: softCard(card) });
    const client = new HttpClient(origin, { ...HTTP_TIMES, ...times });
    later(() => client.close());
    const url = (path: string): URL => new URL(path, `https://portal.localhost:${port}`);
    return {
      client,
      url,
      get: (path = "/", headers = []) => client.request({ method: "GET", url: url(path), headers }),
    };
  }

  /** A server that says these very bytes to every request (one per connection, unless `keep`). */
  async function saying(
    bytes: string | Buffer | ((request: Buffer, socket: TLSSocket) => void),
    times: Partial<HttpTimes> = {},
  ): Promise<Site> {
    return site(
      await tlsServer({ key: server.keyPem, cert: server.pem }, (socket) => {
        socket.on("data", (request: Buffer) => {
          if (typeof bytes === "function") bytes(request, socket);
          else socket.end(bytes);
        });
      }),
      times,
    );
  }

  it("sends what it is given and gives back what nginx answers", async () => {
    const nginx = await startNginx({
      ports: [0],
      async conf({ folder, ports }) {
        const files = await writePem(folder, "server", server);
        const ca = await writePem(folder, "ca", pki.cardAuthority);
        return `server { ${listenLines(ports[0]!, "ssl")} ssl_certificate ${files.certificate}; ssl_certificate_key ${files.key};
          ssl_verify_client on; ssl_client_certificate ${ca.certificate}; client_max_body_size 30m;
          location / { add_header Set-Cookie "a=1; Secure"; add_header Set-Cookie "b=2; HttpOnly"; add_header X-Host $http_host;
            return 200 "$request_method $request_uri $http_cookie $connection_requests $http_accept_encoding $ssl_client_verify"; } }`;
      },
    });
    later(() => nginx.close());
    const { client, url, get } = await site(nginx.ports[0]!);
    const first = await get("/a%20b?c=%C3%A8#d", [
      ["Cookie", "s=1"],
      ["Accept-Encoding", "gzip"],
      ["Connection", "close"],
      ["Host", "evil"],
    ]);
    assert.equal(first.status, 200);
    assert.equal(first.statusText, "OK");
    assert.equal(first.body.toString(), "GET /a%20b?c=%C3%A8 s=1 1 identity SUCCESS");
    assert.deepEqual(
      first.headers.filter(([name]) => name === "Set-Cookie").map(([, value]) => value),
      ["a=1; Secure", "b=2; HttpOnly"],
    );
    assert.deepEqual(
      first.headers.find(([name]) => name === "X-Host"),
      ["X-Host", `portal.localhost:${nginx.ports[0]}`],
    );
    const body = Buffer.alloc(5_000_000, "x");
    const second = await client.request({
      method: "POST",
      url: url("/post"),
      headers: [["Content-Type", "text/plain"]],
      body,
    });
    assert.equal(second.body.toString(), "POST /post  2 identity SUCCESS", "over the same connection");
  });

  it("delivers a large request body unchanged, and an empty one as empty", async () => {
    const got: number[] = [];
    const { client, url } = await saying(
      (() => {
        let expected = -1;
        let length = 0;
        return (bytes: Buffer, socket: TLSSocket) => {
          if (expected < 0) {
            const end = bytes.indexOf("\r\n\r\n") + 4;
            expected = Number(/content-length: (\d+)/i.exec(bytes.toString("latin1", 0, end))?.[1]);
            length = bytes.length - end;
          } else {
            length += bytes.length;
          }
          if (length < expected) return;
          got.push(length);
          expected = -1;
          socket.write("HTTP/1.1 204 No Content\r\n\r\n");
        };
      })(),
    );
    assert.equal(
      (await client.request({ method: "POST", url: url("/"), headers: [], body: Buffer.alloc(3_000_000) })).status,
      204,
    );
    assert.equal(
      (await client.request({ method: "POST", url: url("/"), headers: [], body: Buffer.alloc(0) })).status,
      204,
    );
    assert.deepEqual(got, [3_000_000, 0]);
  });

  it("gives the connection on from one form to the next request, however quick the answer", async () => {
    const { client, url, get } = await saying((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    for (let count = 0; count < 50; count += 1) {
      assert.equal(
        (await client.request({ method: "POST", url: url("/"), headers: [], body: Buffer.from("a=1") })).status,
        200,
      );
      assert.equal((await get()).status, 200);
    }
  });

  it("keeps names, order, and repetitions of header fields, and odd bytes", async () => {
    const { get } = await saying(
      Buffer.from(
        "HTTP/1.1 200 Va bene\r\nSet-Cookie: a=1\r\nx-ODD: \xe8\r\nSet-Cookie: a=2\r\nContent-Length: 0\r\n\r\n",
        "latin1",
      ),
    );
    const { headers, statusText } = await get();
    assert.equal(statusText, "Va bene");
    assert.deepEqual(headers, [
      ["Set-Cookie", "a=1"],
      ["x-ODD", "è"],
      ["Set-Cookie", "a=2"],
      ["Content-Length", "0"],
    ]);
  });

  const encodings = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;
  for (const [name, compress] of Object.entries(encodings)) {
    it(`undoes ${name} that it did not ask for, within bounds`, async () => {
      const packed = (text: string | Buffer): Buffer => {
        const bytes = compress(text);
        return Buffer.concat([
          Buffer.from(
            `HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: ${bytes.length}\r\nX: y\r\n\r\n`,
          ),
          bytes,
        ]);
      };
      const { get } = await saying(packed("saluti"));
      const answer = await get();
      assert.equal(answer.body.toString(), "saluti");
      assert.deepEqual(answer.headers, [["X", "y"]]);
      const bomb = await saying(packed(Buffer.alloc(LIMITS.answerBody + 1)));
      await assert.rejects(bomb.get(), code("server.answer-too-large"));
      const broken = await saying(`HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: 5\r\n\r\nhello`);
      await assert.rejects(broken.get(), code("server.http"));
    });
  }

  const malformed = {
    "no HTTP at all": "hello\r\n\r\n",
    "two different lengths": "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length and chunks at once": "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a bad chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "a line feed in a header field": "HTTP/1.1 200 OK\r\nX: a\nb\r\n\r\n",
    "header fields without end": `HTTP/1.1 200 OK\r\n${"X: yyyyyyyy\r\n".repeat(20_000)}`,
    "too many header fields": `HTTP/1.1 200 OK\r\n${"X: y\r\n".repeat(LIMITS.headerCount)}Content-Length: 0\r\n\r\n`,
  } as const;
  for (const [what, bytes] of Object.entries(malformed)) {
    it(`refuses an answer with ${what}`, async () => {
      const { get } = await saying(bytes);
      await assert.rejects(get(), code("server.http"));
    });
  }

  it("refuses an answer larger than 20 MB, announced or not", async () => {
    const announced = await saying(`HTTP/1.1 200 OK\r\nContent-Length: ${LIMITS.answerBody + 1}\r\n\r\n`);
    await assert.rejects(announced.get(), code("server.answer-too-large"));
    const endless = await saying((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const more = (): void => {
        while (socket.writable && socket.write(Buffer.alloc(1 << 20)));
      };
      socket.on("drain", more);
      more();
    });
    await assert.rejects(endless.get(), code("server.answer-too-large"));
    const exact = await saying(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${LIMITS.answerBody}\r\n\r\n`),
        Buffer.alloc(LIMITS.answerBody),
      ]),
    );
    assert.equal((await exact.get()).body.length, LIMITS.answerBody);
  });

  it("tells a cut connection, before the answer and inside it", async () => {
    const before = await saying((_, socket) => socket.destroy());
    await assert.rejects(before.get(), code("server.cut"));
    const closed = await saying("");
    await assert.rejects(closed.get(), code("server.cut"));
    const inside = await saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    await assert.rejects(inside.get(), code("server.cut"));
    const unannounced = await saying((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\nhalf", () => socket.destroy());
    });
    await assert.rejects(unannounced.get(), code("server.cut"));
  });

  it("takes an answer that ends with the connection, properly closed", async () => {
    const { get } = await saying("HTTP/1.1 200 OK\r\n\r\nall of it");
    assert.equal((await get()).body.toString(), "all of it");
  });

  it("takes a complete answer though the connection is cut right behind it", async () => {
    const { get } = await saying((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", () => socket.destroy());
    });
    for (let count = 0; count < 10; count += 1) assert.equal((await get()).body.toString(), "hello");
  });

  it("gives up a server that falls silent, before the answer and inside it", async () => {
    const before = await saying(() => undefined, { silence: 150 });
    await assert.rejects(before.get(), code("server.timeout"));
    const inside = await saying(
      (_, socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
      },
      { silence: 150 },
    );
    await assert.rejects(inside.get(), code("server.timeout"));
  });

  it("has patience with a server that is slow but not silent", async () => {
    const { get } = await saying(
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
    const dripping = await saying(
      (_, socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        const timer = setInterval(() => socket.write("x"), 30);
        socket.once("close", () => clearInterval(timer));
      },
      { silence: 200, answer: 400 },
    );
    await assert.rejects(dripping.get(), code("server.timeout"));
    const headers = await saying(
      (_, socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        const timer = setInterval(() => socket.write("X: y\r\n"), 30);
        socket.once("close", () => clearInterval(timer));
      },
      { silence: 200, answer: 400 },
    );
    await assert.rejects(headers.get(), code("server.timeout"));
    const interim = await saying((_, socket) => {
      socket.write("HTTP/1.1 100 Continue\r\n\r\n".repeat(LIMITS.interimAnswers + 1));
    });
    await assert.rejects(interim.get(), code("server.http"));
  });

  it("takes interim answers before the answer", async () => {
    const { get } = await saying(
      `${"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".repeat(3)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`,
    );
    assert.equal((await get()).body.toString(), "ok");
  });

  it("gives each answer its own time, and a long request more of it", async () => {
    const { get } = await saying(
      (_, socket) => {
        setTimeout(() => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 400);
      },
      { answer: 1000 },
    );
    for (let count = 0; count < 3; count += 1) assert.equal((await get()).status, 200);
    const slow = await saying(
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
    const { client, url } = await saying(() => stop.abort());
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
      site(
        await tlsServer({ key: server.keyPem, cert: server.pem }, (socket) => {
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
    const port = await tlsServer({ key: server.keyPem, cert: server.pem }, (socket) => {
      connections += 1;
      accepted.emit("connection", socket);
      socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"));
    });
    const { client, get } = await site(port);
    await client.connect();
    assert.equal((await get()).status, 200);
    assert.equal(connections, 1, "the connection made in advance is used");
    const [[socket]] = await Promise.all([once(accepted, "connection"), client.connect()]);
    const gone = once(socket, "close");
    socket.destroy();
    await gone;
    assert.equal((await get()).status, 200);
    assert.equal(connections, 3);
  });

  it("takes a connection that ends without a word for a refusal, where the server lists other issuers only, and does not try again", async () => {
    for (const [authority, expected, tries] of [
      [pki.foreignAuthority, "server.certificate-refused", 1],
      [pki.cardAuthority, "server.cut", 2],
    ] as const) {
      let connections = 0;
      const port = await tlsServer(
        {
          key: server.keyPem,
          cert: server.pem,
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
      const client = new HttpClient(await originOf(port, { clientCertificate: softCard(card) }));
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
    const { get } = await saying((_, socket) => {
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
    const { get } = await saying((request, socket) => {
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
    const { client, get } = await saying("HTTP/1.1 200 OK\r\n\r\n");
    await assert.rejects(
      client.request({ method: "GET", url: new URL("https://other.localhost/"), headers: [] }),
      code("relay.other-origin"),
    );
    await assert.rejects(get("/", [["X", "a\r\nb: c"]]), code("message.malformed"));
    await assert.rejects(get("/", [["X y", "z"]]), code("message.malformed"));
  });

  it("fails with what the connection failed with", async () => {
    const port = await tlsServer({ key: server.keyPem, cert: server.pem }, () => undefined);
    const origin = await originOf(port, { trust: {} });
    await assert.rejects(
      new HttpClient(origin).request({ method: "GET", url: new URL(`https://portal.localhost:${port}/`), headers: [] }),
      code("server.untrusted"),
    );
  });
});
