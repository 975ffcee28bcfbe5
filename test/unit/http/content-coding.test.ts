import assert from "node:assert/strict";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { DECODERS } from "../../../native-host/http/content-coding";

const TEXT = "saluti ".repeat(1000);
/** A gzip header with every optional part (RFC 1952 §2.3): extra field, name, comment, checksum. */
const RICH_HEADER = Buffer.from("1f8b081e000000000003020061626e616d6500636f6d6d656e7400abcd", "hex");

const decoded = async (coding: string, bytes: Buffer) => (await DECODERS.get(coding)?.(bytes))?.toString();

describe("The coding of a body", () => {
  it("is undone", async () => {
    assert.equal(await decoded("gzip", gzipSync(TEXT)), TEXT);
    assert.equal(await decoded("x-gzip", gzipSync(TEXT)), TEXT);
    assert.equal(await decoded("deflate", deflateSync(TEXT)), TEXT);
    assert.equal(await decoded("br", brotliCompressSync(TEXT)), TEXT);
  });

  it("may be deflate without the zlib format", async () => {
    assert.equal(await decoded("deflate", deflateRawSync(TEXT)), TEXT);
  });

  it("may have a gzip header with all that it can hold, and anything behind the first member", async () => {
    const raw = deflateRawSync(TEXT);
    assert.equal(await decoded("gzip", Buffer.concat([RICH_HEADER, raw])), TEXT);
    assert.equal(await decoded("gzip", Buffer.concat([gzipSync(TEXT), Buffer.from("more")])), TEXT);
    assert.equal(await decoded("gzip", Buffer.concat([gzipSync(TEXT), gzipSync("more")])), TEXT);
  });

  it("may end too early: what came is taken", async () => {
    const gzip = gzipSync(TEXT);
    assert.equal(await decoded("gzip", gzip.subarray(0, -8)), TEXT);
    const half = await decoded("deflate", deflateSync(TEXT).subarray(0, -10));
    assert.ok(half !== undefined && TEXT.startsWith(half));
  });

  it("may not be another one, or a header that ends too early", async () => {
    for (const bytes of [Buffer.from("hello, no gzip"), RICH_HEADER.subarray(0, 12), RICH_HEADER.subarray(0, 18)])
      await assert.rejects(decoded("gzip", bytes));
    await assert.rejects(decoded("br", Buffer.from("hello, no brotli")));
  });
});
