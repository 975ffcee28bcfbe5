import { array, inout, out, pack, pointer, struct, type, type TypeObject } from "koffi";
import type { PcscSystem } from "./systems";

type Type = TypeObject | ReturnType<typeof out>;

/**
 * The functions with their parameters (PC/SC Workgroup part 5, §3; winscard.h). `bytes` is memory of ours, which koffi
 * passes on without a copy. `→` marks what the function writes, `↔` what it reads and writes: lists of one number.
 */
const FUNCTIONS = {
  SCardEstablishContext: ["dword", "nothing", "nothing", "→handle"],
  SCardReleaseContext: ["handle"],
  SCardCancel: ["handle"],
  SCardListReaders: ["handle", "nothing", "bytes", "↔dword"],
  SCardGetStatusChange: ["handle", "dword", "↔states", "dword"],
  SCardConnect: ["handle", "name", "dword", "dword", "→handle", "→dword"],
  SCardBeginTransaction: ["handle"],
  SCardDisconnect: ["handle", "dword"],
  SCardTransmit: ["handle", "io", "bytes", "dword", "nothing", "bytes", "↔dword"],
  SCardControl: ["handle", "dword", "bytes", "dword", "bytes", "dword", "→dword"],
} as const;

export type PcscFunction = keyof typeof FUNCTIONS;
type Kind = (typeof FUNCTIONS)[PcscFunction][number];

/** The structures, and what the kinds of parameters are in C on one system. */
export interface PcscTypes {
  readonly readerState: TypeObject;
  readonly ioRequest: TypeObject;
  readonly of: Readonly<Record<Kind, Type>>;
}

/** The types of one system, for koffi. */
export function pcscTypes(system: PcscSystem): PcscTypes {
  const { dword, handle } = system;
  const structure = system.packed ? pack : struct;
  const name = type(`const ${system.text.type} *`);
  const readerState = structure({
    szReader: name,
    pvUserData: "void *",
    dwCurrentState: dword,
    dwEventState: dword,
    cbAtr: dword,
    rgbAtr: array("uint8_t", system.atrRoom),
  });
  const ioRequest = structure({ dwProtocol: dword, cbPciLength: dword });
  return {
    readerState,
    ioRequest,
    of: {
      handle: type(handle),
      dword: type(dword),
      name,
      nothing: type("void *"),
      bytes: type("uint8_t *"),
      io: pointer(ioRequest),
      "→handle": out(pointer(handle)),
      "→dword": out(pointer(dword)),
      "↔dword": inout(pointer(dword)),
      "↔states": inout(pointer(readerState)),
    },
  };
}

/** Name and parameters of each function. */
export function functionsWith(types: PcscTypes): readonly { name: PcscFunction; parameters: Type[] }[] {
  const names: readonly PcscFunction[] = Object.keys(FUNCTIONS).filter(isFunctionName);
  return names.map((name) => ({ name, parameters: FUNCTIONS[name].map((kind) => types.of[kind]) }));
}

function isFunctionName(name: string): name is PcscFunction {
  return Object.hasOwn(FUNCTIONS, name);
}
