import { crc32 } from "node:zlib";
import { deflateAsync } from "@gfx/zopfli";

const UTF8 = 1 << 11;
const DEFLATE = 8;
/** Version 2.0 of the format, for DEFLATE. */
const NEEDED = 20;
/** 1980-01-01, the first day that the format knows (MS-DOS date). */
const DAY = 0x0021;
/** The small packages compress hardly better with more; seconds of work grow with it. */
const ITERATIONS = 5;

/**
 * A ZIP archive (PKWARE's APPNOTE, 4.3) of these files, a map from name to bytes: the same files make the same archive,
 * on any system. Files are sorted, times are left out. Zopfli compresses them, which is slow, and 4 % better than zlib.
 * zlib's own bytes differ from one processor to another.
 */
export async function zip(files: ReadonlyMap<string, Uint8Array>): Promise<Buffer> {
  const bodies: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of [...files].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const packed = Buffer.from(await deflateAsync(content, { numiterations: ITERATIONS }));
    const stored = packed.length >= content.length;
    const body = stored ? Buffer.from(content) : packed;
    const path = Buffer.from(name, "utf8");
    const about = facts({ method: stored ? 0 : DEFLATE, content, body, path });
    bodies.push(header("504b0304", about), path, body);
    entries.push(header("504b0102", number(NEEDED, 2), about, Buffer.alloc(10), number(offset, 4)), path);
    offset += 30 + path.length + body.length;
  }
  const directory = Buffer.concat(entries);
  const count = number(files.size, 2);
  const end = [number(0, 4), count, count, number(directory.length, 4), number(offset, 4), number(0, 2)];
  return Buffer.concat([...bodies, directory, header("504b0506", ...end)]);
}

interface Entry {
  readonly method: number;
  readonly content: Uint8Array;
  /** The content as it is stored. */
  readonly body: Buffer;
  readonly path: Buffer;
}

/** What the local header and the central directory say alike (4.3.7, 4.3.12). */
function facts({ method, content, body, path }: Entry): Buffer {
  return Buffer.concat([
    ...[NEEDED, UTF8, method, 0, DAY].map((value) => number(value, 2)),
    ...[crc32(content), body.length, content.length].map((value) => number(value, 4)),
    ...[path.length, 0].map((value) => number(value, 2)),
  ]);
}

function header(signature: string, ...fields: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(signature, "hex"), ...fields]);
}

/** A little-endian number of that many bytes. */
function number(value: number, bytes: 2 | 4): Buffer {
  const field = Buffer.alloc(bytes);
  field.writeUIntLE(value, 0, bytes);
  return field;
}
