import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/** A file of the archive. */
export interface XarFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A folder of the archive. */
export interface XarFolder {
  readonly name: string;
  readonly files: readonly (XarFile | XarFolder)[];
}

const HEADER = 28;
const VERSION = 1;
/** Of the table of contents, as Apple's own tools choose it. Who signs a package adds a better one. */
const CHECKSUM = { name: "sha1", number: 1, bytes: 20 };

/**
 * Packs files into an archive of the form xar, the outside of Apple's packages: a header, a table of contents (XML,
 * compressed), and the bytes of the files one behind the other, uncompressed. `time`: when it was made, in seconds.
 * Source: the description of the format by the xar project, and libarchive's reader.
 */
export function xar(files: readonly (XarFile | XarFolder)[], time: number): Buffer {
  const heap: Uint8Array[] = [];
  let at = CHECKSUM.bytes;
  let number = 0;
  const element = (entry: XarFile | XarFolder): string => {
    number += 1;
    const start = `<file id="${number}"><name>${escaped(entry.name)}</name>`;
    if ("files" in entry)
      return `${start}<type>directory</type><mode>0755</mode>${entry.files.map(element).join("")}</file>`;
    const { length } = entry.content;
    const sum = createHash(CHECKSUM.name).update(entry.content).digest("hex");
    const data = [
      `<length>${length}</length><offset>${at}</offset><size>${length}</size>`,
      '<encoding style="application/octet-stream"/>',
      `<archived-checksum style="${CHECKSUM.name}">${sum}</archived-checksum>`,
      `<extracted-checksum style="${CHECKSUM.name}">${sum}</extracted-checksum>`,
    ].join("");
    heap.push(entry.content);
    at += length;
    return `${start}<type>file</type><mode>0644</mode><data>${data}</data></file>`;
  };
  const elements = files.map(element).join("\n");
  const contents = Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<xar><toc>` +
      `<checksum style="${CHECKSUM.name}"><size>${CHECKSUM.bytes}</size><offset>0</offset></checksum>` +
      `<creation-time>${new Date(time * 1000).toISOString().slice(0, 19)}</creation-time>\n${elements}\n</toc></xar>\n`,
  );
  const compressed = deflateSync(contents, { level: 9 });
  const header = Buffer.alloc(HEADER);
  header.write("xar!", "latin1");
  header.writeUInt16BE(HEADER, 4);
  header.writeUInt16BE(VERSION, 6);
  header.writeBigUInt64BE(BigInt(compressed.length), 8);
  header.writeBigUInt64BE(BigInt(contents.length), 16);
  header.writeUInt32BE(CHECKSUM.number, 24);
  return Buffer.concat([header, compressed, createHash(CHECKSUM.name).update(compressed).digest(), ...heap]);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
