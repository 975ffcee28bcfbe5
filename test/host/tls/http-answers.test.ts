import assert from "node:assert/strict";
import { LIMITS } from "../../../shared/limits";
import { code, tap, tlsServer, tlsSetup } from "./fixtures";
import { siteOn, siteSaying } from "./http-site";

describe("the answer to a request", () => {
  const tls = tlsSetup();

  const malformed = {
    "no HTTP at all": "hello\r\n\r\n",
    "two different lengths": "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length and chunks at once": "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a bad chunk": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "a zero byte in a header field": "HTTP/1.1 200 OK\r\nX: a\0b\r\n\r\n",
    "header fields without end": `HTTP/1.1 200 OK\r\n${"X: yyyyyyyy\r\n".repeat(20_000)}`,
    "too many header fields": `HTTP/1.1 200 OK\r\n${"X: y\r\n".repeat(LIMITS.headerCount)}Content-Length: 0\r\n\r\n`,
  } as const;
  for (const [what, bytes] of Object.entries(malformed)) {
    it(`refuses an answer with ${what}`, async () => {
      const { get } = await siteSaying(tls, bytes);
      await assert.rejects(get(), code("server.http"));
    });
  }

  it("refuses an answer larger than 20 MB, announced or not", async () => {
    const announced = await siteSaying(tls, `HTTP/1.1 200 OK\r\nContent-Length: ${LIMITS.answerBody + 1}\r\n\r\n`);
    await assert.rejects(announced.get(), code("server.answer-too-large"));
    const endless = await siteSaying(tls, (_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const more = (): void => {
        while (socket.writable && socket.write(Buffer.alloc(1 << 20)));
      };
      socket.on("drain", more);
      more();
    });
    await assert.rejects(endless.get(), code("server.answer-too-large"));
    const exact = await siteSaying(
      tls,
      Buffer.concat([
        Buffer.from(`HTTP/1.1 200 OK\r\nContent-Length: ${LIMITS.answerBody}\r\n\r\n`),
        Buffer.alloc(LIMITS.answerBody),
      ]),
    );
    assert.equal((await exact.get()).body.length, LIMITS.answerBody);
  });

  it("tells a cut connection, before the answer and inside it", async () => {
    const before = await siteSaying(tls, (_, socket) => socket.destroy());
    await assert.rejects(before.get(), code("server.cut"));
    const closed = await siteSaying(tls, "");
    await assert.rejects(closed.get(), code("server.cut"));
    const inside = await siteSaying(tls, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
    await assert.rejects(inside.get(), code("server.cut"));
    const chunks = await siteSaying(tls, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n");
    await assert.rejects(chunks.get(), code("server.cut"));
    let reset = () => {};
    const behind = await tlsServer(tls.serverOptions, (socket) => {
      // The first bytes are on their way before the reset, or they are not: both are cut.
      socket.once("data", () => socket.write("HTTP/1.1 200 OK\r\n\r\nhalf", () => reset()));
    });
    const tapped = await tap(behind);
    reset = tapped.reset;
    await assert.rejects((await siteOn(tls, tapped.port)).get(), code("server.cut"));
  });

  it("takes an answer that ends with the connection, with and without close_notify", async () => {
    const closed = await siteSaying(tls, "HTTP/1.1 200 OK\r\n\r\nall of it");
    assert.equal((await closed.get()).body.toString(), "all of it");
    const silent = await siteSaying(tls, (_, socket) => {
      socket.write("HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n", () => socket.destroy());
    });
    assert.equal((await silent.get()).status, 302);
  });

  it("takes a complete answer though the connection is cut right behind it", async () => {
    const { get } = await siteSaying(tls, (_, socket) => {
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", () => socket.destroy());
    });
    for (let count = 0; count < 10; count += 1) assert.equal((await get()).body.toString(), "hello");
  });

  it("takes interim answers before the answer", async () => {
    const { get } = await siteSaying(
      tls,
      `${"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n".repeat(3)}HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok`,
    );
    assert.equal((await get()).body.toString(), "ok");
  });
});
