import { gzipAsync } from "@gfx/zopfli";
import { Zip } from "fflate";
import { FIRST_DAY } from "./zip";

/** Method 8 of PKWARE's APPNOTE, 4.4.5. */
const DEFLATED = 8;

interface Packed {
  readonly deflated: Uint8Array<ArrayBuffer>;
  readonly crc: number;
}

const packed = new Map<string, Promise<Packed>>();

/**
 * Searches for the shortest deflated form of these bytes with Zopfli, a second for every 30 kB. It takes them from the
 * gzip form (RFC 1952): ten bytes of header, the deflated bytes, CRC-32 and length.
 */
async function pack(bytes: Uint8Array): Promise<Packed> {
  const gzip = Buffer.from(await gzipAsync(bytes, { numiterations: 15 }));
  return { deflated: Uint8Array.from(gzip.subarray(10, -8)), crc: gzip.readUInt32LE(gzip.length - 8) };
}

/** Both browsers' packages have most files in common. */
function packOnce(bytes: Uint8Array): Promise<Packed> {
  const key = Buffer.from(bytes).toString("base64");
  const known = packed.get(key) ?? pack(bytes);
  packed.set(key, known);
  return known;
}

/** As `zip`, but smaller by 4 %, and slow: for what a store or a person fetches. */
export async function denseZip(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  const archive = new Zip((error, part) => {
    if (error) throw error;
    parts.push(part);
  });
  const sorted = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [filename, bytes] of sorted) {
    const { deflated, crc } = await packOnce(bytes);
    const file: Parameters<Zip["add"]>[0] = {
      filename,
      size: bytes.length,
      crc,
      compression: DEFLATED,
      mtime: FIRST_DAY,
    };
    archive.add(file);
    file.ondata?.(null, deflated, true);
  }
  archive.end();
  return Buffer.concat(parts);
}
