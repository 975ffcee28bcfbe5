import { execFileSync } from "node:child_process";
import type { PackedFile } from "./packed-file";

/**
 * Writes the bill of materials of Apple's installer: what a package installs, with owner, mode, size and checksum of
 * each file. `pkgutil` and the installer read it, `lsbom` shows it. Apple has not documented the format. Sources: the
 * descriptions of the projects bomutils (`bom.h`) and stuckliste (`docs/`), who took real ones apart.
 *
 * A file begins with a header, then come blocks, which are known by their numbers, and at the end the table of blocks.
 * Numbers are big-endian.
 */
export function billOfMaterials(files: readonly PackedFile[], time: number): Buffer {
  if (files.length > MOST_ENTRIES) throw new Error(`more than ${MOST_ENTRIES} entries need a tree of several leaves`);
  const blocks = new Blocks();
  const variables = [
    { name: "BomInfo", block: blocks.add(information(files)) },
    { name: "Paths", block: blocks.add(tree(blocks.add(leaf(pathsOf(files, time, blocks))), files.length, PAGE)) },
    { name: "HLIndex", block: blocks.add(emptyTree(blocks, PAGE)) },
    { name: "VIndex", block: blocks.add(Buffer.concat([u32(1, blocks.add(emptyTree(blocks, SMALL)), 0), u8(0)])) },
    { name: "Size64", block: blocks.add(emptyTree(blocks, PAGE)) },
  ];
  return blocks.file(variables);
}

const HEADER = 512;
/** Bytes of a page of a tree. */
const PAGE = 4096;
const SMALL = 128;
/** What Apple's tools put into one leaf. */
const MOST_ENTRIES = 256;

/** Kinds of entries. */
const FILE = 1;
const FOLDER = 2;
/** An entry with all its fields, no program for several processors. */
const WHOLE = 0x000f;
/** What stands in a field that nobody has explained. */
const ALWAYS = 1;

interface Variable {
  readonly name: string;
  /** Number of its block. */
  readonly block: number;
}

/** Blocks in the order in which they were added; number 0 is no block. */
class Blocks {
  readonly #blocks: Buffer[] = [];

  /** Returns the number of the block. */
  add(block: Buffer): number {
    return this.#blocks.push(block);
  }

  file(variables: readonly Variable[]): Buffer {
    const named = Buffer.concat([
      u32(variables.length),
      ...variables.flatMap(({ name, block }) => [u32(block), u8(name.length), Buffer.from(name, "latin1")]),
    ]);
    let at = HEADER + named.length;
    const pointers = this.#blocks.map(({ length }) => {
      const pointer = u32(at, length);
      at += length;
      return pointer;
    });
    // Pointer number 0 is empty, and so is the list of free blocks, which ends with two empty pointers.
    const table = Buffer.concat([u32(pointers.length + 1, 0, 0), ...pointers, u32(0, 0, 0, 0, 0)]);
    const header = Buffer.concat([
      Buffer.from("BOMStore", "latin1"),
      u32(1, pointers.length, at, table.length, HEADER, named.length),
    ]);
    return Buffer.concat([header, Buffer.alloc(HEADER - header.length), named, ...this.#blocks, table]);
  }
}

/** Number of paths, and the bytes of all files as of no processor in particular. */
function information(files: readonly PackedFile[]): Buffer {
  return u32(1, files.length + 1, 1, 0, 0, bytesOf(files), 0);
}

/** Bytes of all files together. */
function bytesOf(files: readonly PackedFile[]): number {
  return files.reduce((sum, { content }) => sum + (content?.size ?? 0), 0);
}

/** For each entry a block with its number and facts, and one with the number of its folder and its name. */
function pathsOf(files: readonly PackedFile[], time: number, blocks: Blocks): number[] {
  const numbers = new Map(files.map(({ path }, index) => [path, index + 1]));
  const sums = checksums(files);
  return files.flatMap((file, index) => {
    const facts = blocks.add(factsOf(file, time, sums.get(file.path) ?? 0));
    const cut = file.path.lastIndexOf("/");
    const parent = cut < 0 ? 0 : numbers.get(file.path.slice(0, cut));
    if (parent === undefined) throw new Error(`the folder of ${file.path} is missing or comes later`);
    const name = Buffer.from(`${file.path.slice(cut + 1)}\0`);
    return [blocks.add(u32(index + 1, facts)), blocks.add(Buffer.concat([u32(parent), name]))];
  });
}

function factsOf({ mode, content }: PackedFile, time: number, checksum: number): Buffer {
  const end = Buffer.alloc(8);
  const owners = u32(0, 0, time, content?.size ?? 0);
  const common = Buffer.concat([u8(content ? FILE : FOLDER, ALWAYS), u16(WHOLE, mode), owners, u8(ALWAYS)]);
  return Buffer.concat(content ? [common, u32(checksum), end] : [common, end]);
}

/** The sums of cksum(1), by path. */
function checksums(files: readonly PackedFile[]): Map<string, number> {
  const paths = files.flatMap(({ path, content }) => (content ? [{ path, from: content.from }] : []));
  const lines = execFileSync("cksum", ["--", ...paths.map(({ from }) => from)], { encoding: "utf8" }).split("\n");
  return new Map(paths.map(({ path }, index) => [path, parseInt(lines[index] ?? "", 10)]));
}

function tree(root: number, entries: number, page: number): Buffer {
  return Buffer.concat([Buffer.from("tree", "latin1"), u32(1, root, page, entries), u8(0)]);
}

function emptyTree(blocks: Blocks, page: number): Buffer {
  return tree(blocks.add(leaf([])), 0, page);
}

/** A page with pairs of blocks. No page follows it, and none precedes it. */
function leaf(pairs: readonly number[]): Buffer {
  return Buffer.concat([u16(1, pairs.length / 2), u32(0, 0), u32(...pairs)]);
}

function u8(...values: readonly number[]): Buffer {
  return Buffer.from(values);
}

function u16(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 2);
  values.forEach((value, index) => buffer.writeUInt16BE(value, index * 2));
  return buffer;
}

function u32(...values: readonly number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => buffer.writeUInt32BE(value, index * 4));
  return buffer;
}
