import { Readable, type Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { collect } from "./collect";

/** Undoes one coding of a body. Throws `TooLong`, and an error of zlib for bytes that are not in that coding. */
export type Decoder = (bytes: Buffer) => Promise<Buffer>;

/** The codings of RFC 9110 §8.4.1 that servers use although the request asks for none. */
export const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ["gzip", gunzip],
  ["x-gzip", gunzip],
  // Some servers mean the bare DEFLATE data by it, without the zlib format around (RFC 9110 §8.4.1.2).
  ["deflate", (bytes) => through(hasZlibHeader(bytes) ? createInflate(LENIENT) : createInflateRaw(LENIENT), bytes)],
  ["br", (bytes) => through(createBrotliDecompress(), bytes)],
]);

/** As browsers do, takes what there is of a body that ends too early in its coding. */
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH };
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** The first member (RFC 1952 §2.2). Browsers ignore whatever a server puts behind it. */
async function gunzip(bytes: Buffer): Promise<Buffer> {
  const header = gzipHeader(bytes);
  // zlib names what is wrong with it.
  return header === null ? through(createGunzip(), bytes) : through(createInflateRaw(LENIENT), bytes.subarray(header));
}

/** Length of the header of a gzip member in bytes (RFC 1952 §2.3); null if it is none. */
function gzipHeader(bytes: Buffer): number | null {
  const [FHCRC, FEXTRA, FNAME, FCOMMENT] = [2, 4, 8, 16];
  if (bytes.length < 10 || !bytes.subarray(0, 2).equals(GZIP_MAGIC) || bytes[2] !== 8) return null;
  const flags = bytes.readUInt8(3);
  let length = 10;
  if (flags & FEXTRA) length += bytes.length < length + 2 ? Infinity : 2 + bytes.readUInt16LE(length);
  for (const flag of [FNAME, FCOMMENT])
    if (flags & flag && length < bytes.length) length = bytes.indexOf(0, length) + 1 || Infinity;
  if (flags & FHCRC) length += 2;
  return length <= bytes.length ? length : null;
}

/** RFC 1950 §2.2: method 8, and the two bytes as a number are a multiple of 31. */
function hasZlibHeader(bytes: Buffer): boolean {
  return bytes.length >= 2 && (bytes.readUInt8(0) & 0x0f) === 8 && bytes.readUInt16BE(0) % 31 === 0;
}

function through(decoder: Transform, bytes: Buffer): Promise<Buffer> {
  Readable.from([bytes]).pipe(decoder);
  return collect(decoder);
}

/** Whether an error of zlib says that the bytes are not in the coding. */
export function isBrokenCoding(error: unknown): error is Error {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return code.startsWith("Z_") || code.startsWith("ERR__ERROR_FORMAT") || code.startsWith("ERR_BROTLI");
}
