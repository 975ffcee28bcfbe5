import assert from "node:assert/strict";
import { LenientAnswer } from "../../../native-host/http/lenient-answer";
import { LIMITS } from "../../../shared/limits";

/** All that the parser gets, when the bytes come in pieces of this size. */
function through(text: string, size: number): string {
  const answer = new LenientAnswer();
  answer.begin();
  const bytes = Buffer.from(text, "latin1");
  const ready: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) ready.push(answer.take(bytes.subarray(at, at + size)));
  return Buffer.concat([...ready, answer.flush()]).toString("latin1");
}

const CASES: Readonly<Record<string, readonly [sent: string, parsed: string]>> = {
  "a body of known length, and drops what follows it": [
    "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello and more",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
  ],
  "a body that ends with the connection": ["HTTP/1.1 200 OK\n\na\n\nb", "HTTP/1.1 200 OK\r\n\r\na\n\nb"],
  "chunks with lines of any end": [
    "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n5;x=y\nhello\n3\r\nabc\r\n0\nX: y\n\nmore",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n3\r\nabc\r\n0\r\n\r\n",
  ],
  "interim answers before the answer": [
    "HTTP/1.1 103 Early Hints\n\n\r\nHTTP/1.1 204 No Content\n\nmore",
    "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
  ],
  "what is no HTTP as it is": ["hello\n\nyou", "hello\n\nyou"],
  "what is no chunk as it is": [
    "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello",
  ],
  "a chunk's line that is too long as it is": [
    `HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n2;${"x".repeat(9000)}\nok`,
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;${"x".repeat(9000)}\nok`,
  ],
  "a head without an end as it is": ["HTTP/1.1 200 OK\nX: y\n", "HTTP/1.1 200 OK\nX: y\n"],
};

describe("An answer on its way to the parser", () => {
  for (const [what, [sent, parsed]] of Object.entries(CASES))
    it(`passes ${what}, in pieces of any size`, () => {
      for (const size of [1, 2, 3, 7, sent.length]) assert.equal(through(sent, size), parsed, `${size} bytes at once`);
    });

  it("begins with a head again after the next request, whatever the last answer still said", () => {
    const answer = new LenientAnswer();
    for (let count = 0; count < 2; count += 1) {
      answer.begin();
      assert.match(answer.take(Buffer.from("HTTP/1.1 200 OK\nContent-Length: 1\n\nab")).toString(), /\r\n\r\na$/);
    }
  });

  it("leaves what is no HTTP to the parser at once, without waiting for an end of it", () => {
    const answer = new LenientAnswer();
    answer.begin();
    assert.equal(answer.take(Buffer.from("\r\n22")).toString(), "\r\n22");
    assert.equal(answer.take(Buffer.from("0 posta ESMTP\r\n")).toString(), "0 posta ESMTP\r\n");
  });

  it("leaves a head that is too long to the parser, and keeps no more of it", () => {
    const answer = new LenientAnswer();
    answer.begin();
    const line = Buffer.from(`X: ${"y".repeat(1000)}\n`);
    let passed = answer.take(Buffer.from("HTTP/1.1 200 OK\n")).length;
    let sent = 0;
    for (; passed === 0; sent += line.length) passed += answer.take(line).length;
    assert.ok(passed <= LIMITS.headerBytes + line.length);
  });
});
