import assert from "node:assert/strict";
import type { TLSSocket } from "node:tls";
import { LIMITS } from "../../../shared/limits";
import { code, tlsSetup } from "./fixtures";
import { siteSaying } from "./http-site";

describe("the time that a server has for its answer", () => {
  const tls = tlsSetup();

  it("gives up a server that falls silent, before the answer and inside it", async () => {
    const before = await siteSaying(tls, () => undefined, { silence: 150 });
    await assert.rejects(before.get(), code("server.timeout"));
    const inside = await siteSaying(
      tls,
      (_, socket) => {
        socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
      },
      { silence: 150 },
    );
    await assert.rejects(inside.get(), code("server.timeout"));
  });

  it("has patience with a server that is slow but not silent", async () => {
    const { get } = await siteSaying(
      tls,
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
    for (const [begin, drop] of [
      ["HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", "x"],
      ["HTTP/1.1 200 OK\r\n", "X: y\r\n"],
    ] as const) {
      const drip = (_: Buffer, socket: TLSSocket) => {
        socket.write(begin);
        const timer = setInterval(() => socket.write(drop), 30);
        socket.once("close", () => clearInterval(timer));
      };
      const { get } = await siteSaying(tls, drip, { silence: 200, answer: 400 });
      await assert.rejects(get(), code("server.timeout"));
    }
    const interim = await siteSaying(tls, (_, socket) => {
      socket.write("HTTP/1.1 100 Continue\r\n\r\n".repeat(LIMITS.interimAnswers + 1));
    });
    await assert.rejects(interim.get(), code("server.http"));
  });

  it("gives each answer its own time, and a long request more of it", async () => {
    const { get } = await siteSaying(
      tls,
      (_, socket) => {
        setTimeout(() => socket.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), 400);
      },
      { answer: 1000 },
    );
    for (let count = 0; count < 3; count += 1) assert.equal((await get()).status, 200);
    const slow = await siteSaying(
      tls,
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
});
