/** How the functions of PC/SC look on one system: names, sizes of types, numbers. */
export interface PcscSystem {
  /** The library as the loader knows it. */
  readonly library: string;
  /** C type of a function's result. */
  readonly result: "long" | "int32_t";
  /** C type of DWORD. */
  readonly dword: "unsigned long" | "uint32_t";
  /** C type of SCARDCONTEXT and SCARDHANDLE. */
  readonly handle: "long" | "int32_t" | "uintptr_t";
  readonly convention: "__cdecl" | "__stdcall";
  /** C type and encoding of the characters of a reader's name. */
  readonly text: { readonly type: "char" | "char16_t"; readonly encoding: "utf8" | "utf16le" };
  /** Bytes of `rgbAtr` in SCARD_READERSTATE. */
  readonly atrRoom: 33 | 36;
  /** Whether structures have no gaps. */
  readonly packed: boolean;
  /** Functions that are exported under another name. */
  readonly names: Readonly<Record<string, string>>;
  /** SCARD_CTL_CODE: the first number, and the step from each to the next. */
  readonly control: { readonly base: number; readonly step: number };
}

const UNICODE = ["SCardListReaders", "SCardGetStatusChange", "SCardConnect"];

/**
 * Sources: pcsclite.h, wintypes.h and winscard.h of pcsc-lite (Linux; macOS: the branches for Apple), winscard.h and
 * winsmcrd.h of the Windows SDK. The tests run it on Linux, and for Windows under Wine. On macOS it
 * has never run.
 */
export const PCSC_SYSTEMS: Readonly<Partial<Record<NodeJS.Platform, PcscSystem>>> = {
  linux: {
    library: "libpcsclite.so.1",
    result: "long",
    dword: "unsigned long",
    handle: "long",
    convention: "__cdecl",
    text: { type: "char", encoding: "utf8" },
    atrRoom: 33,
    packed: false,
    names: {},
    control: { base: 0x42000000, step: 1 },
  },
  darwin: {
    library: "/System/Library/Frameworks/PCSC.framework/PCSC",
    result: "int32_t",
    dword: "uint32_t",
    handle: "int32_t",
    convention: "__cdecl",
    text: { type: "char", encoding: "utf8" },
    atrRoom: 33,
    packed: true,
    // The function of the old name takes other parameters.
    names: { SCardControl: "SCardControl132" },
    control: { base: 0x42000000, step: 1 },
  },
  win32: {
    library: "winscard.dll",
    result: "int32_t",
    dword: "uint32_t",
    handle: "uintptr_t",
    convention: "__stdcall",
    text: { type: "char16_t", encoding: "utf16le" },
    atrRoom: 36,
    packed: false,
    names: Object.fromEntries(UNICODE.map((name) => [name, `${name}W`])),
    control: { base: 0x31_0000, step: 4 },
  },
};
