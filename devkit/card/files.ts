import { concat, fromHex } from "./hex";

/** An elementary file: its whole content, padding included. */
export interface ElementaryFile {
  readonly kind: "EF";
  readonly identifier: number;
  readonly content: Uint8Array;
}

/** A dedicated file; the master file when it has no parent. `name` is its application identifier. */
export interface DedicatedFile {
  readonly kind: "DF";
  readonly identifier: number;
  readonly name: Uint8Array | null;
  readonly children: readonly CardFile[];
}

export type CardFile = ElementaryFile | DedicatedFile;

export const MASTER_FILE = 0x3f00;

/** Describes an elementary file. */
export function ef(identifier: number, content: Uint8Array): ElementaryFile {
  return { kind: "EF", identifier, content };
}

/** Describes a dedicated file. */
export function df(identifier: number, children: readonly CardFile[], name: Uint8Array | null = null): DedicatedFile {
  return { kind: "DF", identifier, name, children };
}

/** Where the card stands: dedicated files from the root down to the current one. */
export type Location = readonly [DedicatedFile, ...DedicatedFile[]];

/** The current dedicated file of a location. */
export function currentDirectory(location: Location): DedicatedFile {
  return location.at(-1) ?? location[0];
}

/** Result of a selection: the new current directory, and the elementary file if one was selected. */
export interface Selection {
  readonly location: Location;
  readonly file: ElementaryFile | null;
}

/** Follows file identifiers downwards from a location; null when one of them is not there. */
export function follow(from: Location, path: readonly number[]): Selection | null {
  let location = from;
  for (const [index, identifier] of path.entries()) {
    const next = currentDirectory(location).children.find((file) => file.identifier === identifier);
    if (next === undefined) return null;
    if (next.kind === "EF") return index === path.length - 1 ? { location, file: next } : null;
    location = [...location, next];
  }
  return { location, file: null };
}

/** The location one directory up; null at the root. */
export function parent(location: Location): Location | null {
  const [root, ...below] = location;
  return below.length === 0 ? null : [root, ...below.slice(0, -1)];
}

/** Content padded with one byte value to the size of its file; longer content makes the file longer. */
export function padded(content: Uint8Array, size: number, padding: number): Uint8Array {
  const file = new Uint8Array(Math.max(size, content.length)).fill(padding);
  file.set(content);
  return file;
}

/**
 * File control information, template 6F (ISO/IEC 7816-4 §5.3.3): size, descriptor, identifier, access conditions in the
 * nine bytes of the CNS (00 always, FF never), life cycle 05 (activated).
 */
export function fileControlInformation(file: CardFile): Uint8Array {
  const identifier = tlv(0x83, word(file.identifier));
  const tail = fromHex("85 01 01 86 09 00 FF FF FF FF FF FF FF FF 8A 01 05");
  const body =
    file.kind === "EF"
      ? concat(tlv(0x80, word(file.content.length)), fromHex("82 03 01 00 00"), identifier, tail)
      : concat(
          fromHex("81 02 10 00 82 03 38 00 00"),
          file.name ? tlv(0x84, file.name) : new Uint8Array(),
          identifier,
          tail,
        );
  return tlv(0x6f, body);
}

function word(value: number): Uint8Array {
  return Uint8Array.of(value >> 8, value & 0xff);
}

function tlv(tag: number, value: Uint8Array): Uint8Array {
  return concat(Uint8Array.of(tag, value.length), value);
}
