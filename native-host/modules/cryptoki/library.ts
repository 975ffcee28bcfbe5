import { call, decode, inout, load, pointer, proto, sizeof, type, type TypeObject } from "koffi";
import * as v from "valibot";
import { CallFailed } from "../call-failed";
import { CKR_FUNCTION_NOT_SUPPORTED, CKR_GENERAL_ERROR } from "../constants";
import { FUNCTION_NAMES, FUNCTIONS, type CryptokiFunction, type Kind } from "./functions";
import { cryptokiStructures, type CryptokiStructures } from "./structures";
import { cryptokiSystem } from "./system";
import { low32, ulongShape } from "./ulong";

type Start = (...args: unknown[]) => unknown;

/** Where a list of functions is, and what it holds: addresses, or null. */
const listPlace = v.tuple([v.bigint()]);
const listShape = v.object({ functions: v.array(v.nullable(v.bigint())) });

/** A loaded module: its functions, and the structures that they read and write. */
export class CryptokiLibrary {
  readonly structures: CryptokiStructures;
  /** Bytes of a CK_ULONG. */
  readonly ulongSize: number;
  readonly #functions: ReadonlyMap<CryptokiFunction, Start>;

  /**
   * Loads a module and asks for its list of functions (C_GetFunctionList, PKCS#11 2.40 §5.4). Symbols that a module lacks
   * count when they are used, as elsewhere. Throws what the loader says, and `CallFailed`.
   */
  constructor(file: string) {
    const system = cryptokiSystem();
    this.structures = cryptokiStructures(system);
    this.ulongSize = sizeof(system.ulong);
    const library = load(file, { lazy: true });
    const getList: Start = library.func("C_GetFunctionList", system.ulong, [inout(pointer("void *"))]);
    const place: unknown[] = [null];
    succeed("C_GetFunctionList", getList(place));
    if (!v.is(listPlace, place)) throw new CallFailed("C_GetFunctionList", CKR_GENERAL_ERROR);
    const { functions } = v.parse(listShape, decode(place[0], this.structures.functionList));
    const types = parameterTypes(type(system.ulong), this.structures);
    this.#functions = new Map(
      FUNCTION_NAMES.flatMap((name): [CryptokiFunction, Start][] => {
        const { place: at, parameters } = FUNCTIONS[name];
        const address = functions[at] ?? null;
        if (address === null) return [];
        const prototype = proto(
          system.ulong,
          parameters.map((kind) => types[kind]),
        );
        const start: Start = (...args) => {
          const returned: unknown = call(address, prototype, ...args);
          return returned;
        };
        return [[name, start]];
      }),
    );
  }

  /** Calls a function. Throws `CallFailed` unless it returns CKR_OK, also where the module has no such function. */
  call(name: CryptokiFunction, ...args: readonly unknown[]): void {
    const start = this.#functions.get(name);
    if (start === undefined) throw new CallFailed(name, CKR_FUNCTION_NOT_SUPPORTED);
    succeed(name, start(...args));
  }
}

function parameterTypes(ulong: TypeObject, { mechanism, attribute }: CryptokiStructures) {
  return {
    byte: type("uint8_t"),
    ulong,
    memory: type("uint8_t *"),
    mechanism: pointer(mechanism),
    "↔ulong": inout(pointer(ulong)),
    "↔attributes": inout(pointer(attribute)),
  } as const satisfies Record<Kind, unknown>;
}

function succeed(step: string, returned: unknown): void {
  const rv = v.parse(ulongShape, returned);
  if (rv !== 0) throw new CallFailed(step, low32(rv));
}

/** What the calls of a module need of the library. */
export type Calls = Pick<CryptokiLibrary, "call" | "structures" | "ulongSize">;
