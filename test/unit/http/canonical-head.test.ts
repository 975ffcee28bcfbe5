import assert from "node:assert/strict";
import { canonicalHead } from "../../../native-host/http/canonical-head";

const headOf = (text: string) => canonicalHead(Buffer.from(text, "latin1"));
const linesOf = (text: string) => headOf(text)?.bytes.toString("latin1").split("\r\n").slice(0, -2);

describe("The head of an answer, written anew", () => {
  it("is the same where the server writes it as the specification wants", () => {
    const text = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n";
    assert.equal(headOf(text)?.bytes.toString("latin1"), text);
  });

  it("has CRLF, one line for each field, no space before a colon, and no line that is no field", () => {
    assert.deepEqual(
      linesOf("http/1.1  302 Altrove\x07\nLocation :\t/uno\nX-A: a\n\tb\n  c \nno field\n: x\nSp ace: x\n\n"),
      ["HTTP/1.1 302 Altrove", "Location: /uno", "X-A: a b c"],
    );
  });

  it("keeps control characters and odd bytes of a value", () => {
    assert.deepEqual(linesOf("HTTP/1.0 200\r\nX: a\x01\xe0\r\n\r\n"), ["HTTP/1.0 200 ", "X: a\x01\xe0"]);
  });

  it("has the same length once, and different ones both, for the parser to refuse", () => {
    const twice = headOf("HTTP/1.1 200 OK\nContent-Length: 5\ncontent-length: 5\n\n");
    assert.deepEqual(twice?.bytes.toString().match(/content-length/gi)?.length, 1);
    assert.equal(twice.length, 5);
    assert.equal(linesOf("HTTP/1.1 200 OK\nContent-Length: 5\nContent-Length: 6\n\n")?.length, 3);
  });

  it("tells how long the body is, as far as the head says", () => {
    assert.equal(headOf("HTTP/1.1 200 OK\n\n")?.length, null);
    assert.equal(headOf("HTTP/1.1 204 No Content\nContent-Length: 9\n\n")?.length, 0);
    const chunks = headOf("HTTP/1.1 200 OK\nTransfer-Encoding: gzip, Chunked\nContent-Length: 9\n\n");
    assert.deepEqual([chunks?.length, chunks?.chunked], [null, true]);
  });

  it("is none without a status line of HTTP/1", () => {
    for (const text of ["hello\n\n", "HTTP/2 200\n\n", "HTTP/1.1 2000 OK\n\n", "HTTP/1.1 OK\n\n", ""])
      assert.equal(headOf(text), null, text);
  });
});
