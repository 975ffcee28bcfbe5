import assert from "node:assert/strict";
import { gzipSync, brotliCompressSync, deflateSync } from "node:zlib";
import type { TLSSocket } from "node:tls";
import { writePem } from "../../../devkit/pki/pem-files";
import { listenLines, startNginx } from "../../../devkit/portal/nginx";
import { LIMITS } from "../../../shared/limits";
import { code, later } from "./fixtures";
import { HttpStage } from "./http-stage";

describe("HTTP over a connection with the card", () => {
  const stage = new HttpStage();

  it("sends what it is given and gives back what nginx answers", async () => {
    const nginx = await startNginx({
      ports: [0],
      async conf({ folder, ports }) {
        const files = await writePem(folder, "server", stage.server);
        const ca = await writePem(folder, "ca", stage.pki.cardAuthority);
        return `server { ${listenLines(ports[0]!, "ssl")} ssl_certificate ${files.certificate}; ssl_certificate_key ${files.key};
          ssl_verify_client on; ssl_client_certificate ${ca.certificate}; client_max_body_size 30m;
          location / { add_header Set-Cookie "a=1; Secure"; add_header Set-Cookie "b=2; HttpOnly"; add_header X-Host $http_host;
            return 200 "$request_method $request_uri $http_cookie $connection_requests $http_accept_encoding $ssl_client_verify"; } }`;
      },
    });
    later(() => nginx.close());
    const { client, url, get } = await stage.site(nginx.ports[0]!);
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
    const { client, url } = await stage.saying(
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
    const { client, url, get } = await stage.saying((_, socket) => {
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
    const { get } = await stage.saying(
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
      const { get } = await stage.saying(packed("saluti"));
      const answer = await get();
      assert.equal(answer.body.toString(), "saluti");
      assert.deepEqual(answer.headers, [["X", "y"]]);
      const bomb = await stage.saying(packed(Buffer.alloc(LIMITS.answerBody + 1)));
      await assert.rejects(bomb.get(), code("server.answer-too-large"));
      const broken = await stage.saying(
        `HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: 5\r\n\r\nhello`,
      );
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
      const { get } = await stage.saying(bytes);
      await assert.rejects(get(), code("server.http"));
    });
  }

  it("refuses an answer larger than 20 MB, announced or not", async () => {
    const announced = await stage.saying(`HTTP/1.1 200 OK\r\nContent-Length: ${LIMITS.answerBody + 1}\r\n\r\n`);
    await assert.rejects(announced.get(), code("server.answer-too-large"));
    const endless = await stage.saying((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const more = (): void => {
        while (socket.writable && socket.write(Buffer.alloc(1 << 20)));
      };
      socket.on("drain", more);
      more();
    });
    await assert.rejects(endless.get(), code("server.answer-too-large"));
    const exact = await stage.saying(
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${LIMITS.answerBody}\r\n\r\n`),
        Buffer.alloc(LIMITS.answerBody),
      ]),
    );
    assert.equal((await exact.get()).body.length, LIMITS.answerBody);
  });

  it("tells a cut connection, before the answer and inside it", async () => {
    const before = await stage.saying((_, socket) => socket.destroy());
    await assert.rejects(before.get(), code("server.cut"));
    const closed = await stage.saying("");
    await assert.rejects(closed.get(), code("server.cut"));
    const inside = await stage.saying("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    await assert.rejects(inside.get(), code("server.cut"));
    const unannounced = await stage.saying((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\nhalf", () => socket.destroy());
    });
    await assert.rejects(unannounced.get(), code("server.cut"));
  });

  it("takes an answer that ends with the connection, properly closed", async () => {
    const { get } = await stage.saying("HTTP/1.1 200 OK\r\n\r\nall of it");
    assert.equal((await get()).body.toString(), "all of it");
  });

  it("takes a complete answer though the connection is cut right behind it", async () => {
    const { get } = await stage.saying((_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", () => socket.destroy());
    });
    for (let count = 0; count < 10; count += 1) assert.equal((await get()).body.toString(), "hello");
  });
});
