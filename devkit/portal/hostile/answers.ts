import { Readable } from "node:stream";
import type { TLSSocket } from "node:tls";
import { gzipSync } from "node:zlib";
import type { ErrorCode } from "../../../shared/errors";
import { startRaw, type HostileCase } from "./server";

const MEGABYTE = 1024 * 1024;
const HTML = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";

/** Writes the bytes and leaves the connection open. */
const saying = (what: string, expected: ErrorCode | null, text: string | (() => Uint8Array)): HostileCase => ({
  what,
  expected,
  start: (pki) =>
    startRaw(pki, (socket) => {
      socket.write(typeof text === "string" ? Buffer.from(text, "latin1") : text());
    }),
});

/** Writes the bytes and cuts the connection without a TLS goodbye. */
const cutting = (what: string, text: string): HostileCase => ({
  what,
  expected: "server.cut",
  start: (pki) =>
    startRaw(pki, (socket) => {
      if (text === "") socket.destroy();
      else
        socket.write(text, () => {
          socket.destroy();
        });
    }),
});

/** Writes the head, then the piece again and again as long as the client reads. */
const streaming = (
  what: string,
  expected: ErrorCode | null,
  head: string,
  piece: Uint8Array,
  times = Infinity,
): HostileCase => ({
  what,
  expected,
  start: (pki) =>
    startRaw(pki, (socket) => {
      stream(socket, head, piece, times);
    }),
});

function stream(socket: TLSSocket, head: string, piece: Uint8Array, times: number): void {
  function* pieces(): Generator<Uint8Array> {
    yield Buffer.from(head, "latin1");
    for (let count = 0; count < times && !socket.destroyed; count += 1) yield piece;
  }
  const source = Readable.from(pieces(), { objectMode: false, highWaterMark: MEGABYTE });
  socket.once("close", () => {
    source.destroy();
  });
  source.pipe(socket);
}

const chunk = (size: number): Uint8Array =>
  Buffer.concat([Buffer.from(`${size.toString(16)}\r\n`), Buffer.alloc(size, "x"), Buffer.from("\r\n")]);

/** Protected sites whose answers are no proper HTTP, too much, or cut. */
export const HOSTILE_ANSWERS = {
  "not-http": saying("greets like a mail server", "server.http", "220 posta.localhost ESMTP\r\n"),
  "status-line": saying("says nonsense instead of a status", "server.http", "HTTP/1.1 bene OK\r\n\r\n"),
  "header-endless-name": saying(
    "sends a header field with a name of 300 characters",
    "server.http",
    `${HTML}${"X".repeat(300)}: a\r\nContent-Length: 0\r\n\r\n`,
  ),
  "status-099": saying(
    "answers with a status below 100",
    "server.http",
    "HTTP/1.1 099 Strano\r\nContent-Length: 0\r\n\r\n",
  ),
  "switching-protocols": saying(
    "changes the protocol unasked",
    "server.http",
    "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: prova\r\n\r\n",
  ),
  "header-nul": saying(
    "sends a NUL in a header field",
    "server.http",
    `${HTML}X-Prova: a\0b\r\nContent-Length: 0\r\n\r\n`,
  ),
  "two-lengths": saying(
    "sends two lengths",
    "server.http",
    `${HTML}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`,
  ),
  "length-and-chunks": saying(
    "sends a length and chunks",
    "server.http",
    `${HTML}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n`,
  ),
  "chunk-size": saying(
    "sends a chunk of nonsense size",
    "server.http",
    `${HTML}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n`,
  ),
  "broken-gzip": saying(
    "sends a body that is not in its encoding",
    "server.http",
    `${HTML}Content-Encoding: gzip\r\nContent-Length: 8\r\n\r\nnon gzip`,
  ),
  "too-many-headers": saying(
    "sends 300 header fields",
    "server.http",
    `${HTML}${"X-Prova: valore\r\n".repeat(300)}Content-Length: 0\r\n\r\n`,
  ),
  "endless-headers": streaming(
    "sends header fields without end",
    "server.http",
    HTML,
    Buffer.from(`X-Prova: ${"x".repeat(1000)}\r\n`),
  ),
  "cut-before-answer": cutting("cuts the connection instead of answering", ""),
  "cut-after-headers": cutting("cuts the connection after the header", `${HTML}Content-Length: 1000\r\n\r\n`),
  "cut-in-body": cutting("cuts the connection in the middle of the body", `${HTML}Content-Length: 1000\r\n\r\n<p>metà`),
  "cut-in-chunk": cutting(
    "cuts the connection in the middle of a chunk",
    `${HTML}Transfer-Encoding: chunked\r\n\r\nff\r\nabc`,
  ),
  "too-large-by-length": streaming(
    "announces 21 MB and sends them",
    "server.answer-too-large",
    `${HTML}Content-Length: ${21 * MEGABYTE}\r\n\r\n`,
    Buffer.alloc(MEGABYTE, "x"),
    21,
  ),
  "too-large-in-chunks": streaming(
    "sends chunks without end",
    "server.answer-too-large",
    `${HTML}Transfer-Encoding: chunked\r\n\r\n`,
    chunk(64 * 1024),
  ),
  "too-large-unzipped": saying("sends 25 kB that are 25 MB when unzipped", "server.answer-too-large", () => {
    const body = gzipSync(Buffer.alloc(25 * MEGABYTE));
    return Buffer.concat([
      Buffer.from(`${HTML}Content-Encoding: gzip\r\nContent-Length: ${body.length}\r\n\r\n`),
      body,
    ]);
  }),
  "endless-interim-answers": streaming(
    'says "100 Continue" without end',
    "server.http",
    "",
    Buffer.from("HTTP/1.1 100 Continue\r\n\r\n".repeat(40)),
  ),
  silent: { what: "never answers", expected: "server.timeout", start: (pki) => startRaw(pki, () => undefined) },
} as const satisfies Record<string, HostileCase>;
