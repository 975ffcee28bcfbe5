import { closeSync, openSync, readSync } from "node:fs";

/** What the head of a program or library for macOS says (mach-o/loader.h, 64 bits). */
export interface MachO {
  readonly processor: number;
  /** MH_EXECUTE or MH_BUNDLE. */
  readonly type: number;
  /** Oldest macOS, as `13.5`. */
  readonly oldest: string | null;
  /** Whether there is a signature, if only one without a name. */
  readonly signed: boolean;
}

export const CPU_TYPE_X86_64 = 0x01000007;
export const CPU_TYPE_ARM64 = 0x0100000c;
export const MH_EXECUTE = 2;
export const MH_BUNDLE = 8;
export const MH_DYLIB = 6;

const MH_MAGIC_64 = 0xfeedfacf;
const HEADER = 32;
const LC_CODE_SIGNATURE = 0x1d;
const LC_BUILD_VERSION = 0x32;

/** Reads the head of a file. Throws `Error` where it is no such file. */
export function machO(file: string): MachO {
  const head = Buffer.alloc(64 * 1024);
  const descriptor = openSync(file, "r");
  readSync(descriptor, head, 0, head.length, 0);
  closeSync(descriptor);
  if (head.readUInt32LE(0) !== MH_MAGIC_64) throw new Error(`${file} is not for macOS`);
  let oldest: string | null = null;
  let signed = false;
  let at = HEADER;
  for (let left = head.readUInt32LE(16); left > 0; left -= 1) {
    const command = head.readUInt32LE(at);
    if (command === LC_CODE_SIGNATURE) signed = true;
    // xxxx.yy.zz in the halves and bytes of a number.
    if (command === LC_BUILD_VERSION) oldest = `${head.readUInt16LE(at + 14)}.${head.readUInt8(at + 13)}`;
    at += head.readUInt32LE(at + 4);
  }
  return { processor: head.readUInt32LE(4), type: head.readUInt32LE(12), oldest, signed };
}
