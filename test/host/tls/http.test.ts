import assert from "node:assert/strict";
import type { TLSSocket } from "node:tls";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { HttpClient } from "../../../native-host/http/client";
import { LIMITS } from "../../../shared/limits";
import { code, nginxServer, originOf, tlsServer, tlsSetup } from "./fixtures";
import { siteOn, siteSaying } from "./http-site";

describe("a request over a connection with the card", () => {
  const tls = tlsSetup();

  it("sends what it is given and gives back what nginx answers", async () => {
    const port = await nginxServer(tls, [
      "ssl_verify_client on; client_max_body_size 30m;",
      'add_header Set-Cookie "a=1; Secure"; add_header Set-Cookie "b=2; HttpOnly"; add_header X-Host $http_host;',
      "set $asked $connection_requests; set $encoding $http_accept_encoding;",
      'location / { return 200 "$request_method $request_uri $http_cookie $asked $encoding $ssl_client_verify"; }',
    ]);
    const { client, url, get } = await siteOn(tls, port);
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
      ["X-Host", `portal.localhost:${port}`],
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
    const { post } = await siteSaying(
      tls,
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
    assert.equal((await post(Buffer.alloc(3_000_000))).status, 204);
    assert.equal((await post(Buffer.alloc(0))).status, 204);
    assert.deepEqual(got, [3_000_000, 0]);
  });

  it("keeps names, order, and repetitions of header fields, and odd bytes", async () => {
    const { get } = await siteSaying(
      tls,
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
      const { get } = await siteSaying(tls, packed("saluti"));
      const answer = await get();
      assert.equal(answer.body.toString(), "saluti");
      assert.deepEqual(answer.headers, [["X", "y"]]);
      const bomb = await siteSaying(tls, packed(Buffer.alloc(LIMITS.answerBody + 1)));
      await assert.rejects(bomb.get(), code("server.answer-too-large"));
      const broken = await siteSaying(
        tls,
        `HTTP/1.1 200 OK\r\nContent-Encoding: ${name}\r\nContent-Length: 5\r\n\r\nhello`,
      );
      await assert.rejects(broken.get(), code("server.http"));
    });
  }

  it("talks to its origin only, and sends no malformed fields", async () => {
    const { client, get } = await siteSaying(tls, "HTTP/1.1 200 OK\r\n\r\n");
    await assert.rejects(
      client.request({ method: "GET", url: new URL("https://other.localhost/"), headers: [] }),
      code("relay.other-origin"),
    );
    await assert.rejects(get("/", [["X", "a\r\nb: c"]]), code("message.malformed"));
    await assert.rejects(get("/", [["X y", "z"]]), code("message.malformed"));
  });

  it("fails with what the connection failed with", async () => {
    const port = await tlsServer(tls.serverOptions, () => undefined);
    const origin = await originOf(port, { trust: {} });
    await assert.rejects(
      new HttpClient(origin).request({ method: "GET", url: new URL(`https://portal.localhost:${port}/`), headers: [] }),
      code("server.untrusted"),
    );
  });

  it("can be cancelled", async () => {
    const stop = new AbortController();
    const { client, url } = await siteSaying(tls, () => stop.abort());
    await assert.rejects(
      client.request({ method: "GET", url: url("/"), headers: [] }, { signal: stop.signal }),
      code("operation.cancelled"),
    );
    await assert.rejects(
      client.request({ method: "GET", url: url("/"), headers: [] }, { signal: stop.signal }),
      code("operation.cancelled"),
    );
  });
});
