import { VarcoError } from "../../../shared/errors";

/**
 * Windows' registry, as far as a registration needs it. Keys are the person's (HKEY_CURRENT_USER) unless a function
 * says otherwise.
 */
export interface Registry {
  /** The default value of a key; null: there is no such text. */
  read(key: string): string | null;
  /** The same of a key of the computer (HKEY_LOCAL_MACHINE), which counts for everybody. */
  readForEverybody(key: string): string | null;
  /** Sets the default value of a key, which is made where it is missing. Throws `install.write`. */
  write(key: string, value: string): void;
  /** Deletes a key that has no others below it. A missing one is no fault. Throws `install.write`. */
  remove(key: string): void;
  /** Whether a key is there and holds nothing: no value, no other key. */
  isEmpty(key: string): boolean;
}

/** How a key of the person is called in what people read. */
export function nameOfKey(key: string): string {
  return `HKEY_CURRENT_USER\\${key}`;
}

/** winreg.h: negative numbers of 32 bits, as wide as a pointer. */
const CURRENT_USER = 0x8000_0001 | 0;
const LOCAL_MACHINE = 0x8000_0002 | 0;
const REG_SZ = 1;
const RRF_RT_REG_SZ = 2;
/**
 * The computer's keys exist twice: programs of 32 bits see others than those of 64 bits. Browsers read both, in this
 * order. Source: Firefox, NativeManifests.sys.mjs.
 */
const VIEWS = { RRF_SUBKEY_WOW6432KEY: 0x0002_0000, RRF_SUBKEY_WOW6464KEY: 0x0001_0000 } as const;
const ERROR_SUCCESS = 0;
const ERROR_FILE_NOT_FOUND = 2;
/** Bytes for a value: the longest path (32,767 characters). */
const ROOM = 65_536;

/**
 * The real one, through koffi: `reg.exe` would write paths in the code page of a console, in which not every letter
 * exists. Throws `Error` on other systems.
 */
export async function openRegistry(): Promise<Registry> {
  const { load } = await import("koffi");
  const library = load("advapi32.dll");
  const get: (
    root: number,
    key: string,
    value: null,
    kinds: number,
    kind: null,
    data: Buffer,
    size: number[],
  ) => number = library.func(
    "int32_t __stdcall RegGetValueW(intptr_t root, const char16_t *key, const char16_t *value, uint32_t kinds, " +
      "void *kind, void *data, _Inout_ uint32_t *size)",
  );
  const set: (root: number, key: string, value: null, kind: number, data: Buffer, size: number) => number =
    library.func(
      "int32_t __stdcall RegSetKeyValueW(intptr_t root, const char16_t *key, const char16_t *value, uint32_t kind, " +
        "const void *data, uint32_t size)",
    );
  const deleteKey: (root: number, key: string) => number = library.func(
    "int32_t __stdcall RegDeleteKeyW(intptr_t root, const char16_t *key)",
  );
  const open: (root: number, key: string, options: number, rights: number, opened: unknown[]) => number = library.func(
    "int32_t __stdcall RegOpenKeyExW(intptr_t root, const char16_t *key, uint32_t options, uint32_t rights, " +
      "_Out_ intptr_t *opened)",
  );
  const query: (key: unknown, ...rest: unknown[]) => number = library.func(
    "int32_t __stdcall RegQueryInfoKeyW(intptr_t key, void *a, void *b, void *c, _Out_ uint32_t *keys, void *d, " +
      "void *e, _Out_ uint32_t *values, void *f, void *g, void *h, void *i)",
  );
  const close: (key: unknown) => number = library.func("int32_t __stdcall RegCloseKey(intptr_t key)");
  const check = (key: string, code: number) => {
    if (code !== ERROR_SUCCESS)
      throw new VarcoError("install.write", { path: nameOfKey(key), reason: `error ${code}` });
  };
  const read = (root: number, key: string, view = 0) => {
    const data = Buffer.alloc(ROOM);
    const size = [ROOM];
    if (get(root, key, null, RRF_RT_REG_SZ | view, null, data, size) !== ERROR_SUCCESS) return null;
    return data.toString("utf16le", 0, size[0]).replace(/\0+$/, "");
  };
  return {
    read: (key) => read(CURRENT_USER, key),
    readForEverybody: (key) =>
      read(LOCAL_MACHINE, key, VIEWS.RRF_SUBKEY_WOW6432KEY) ?? read(LOCAL_MACHINE, key, VIEWS.RRF_SUBKEY_WOW6464KEY),
    write(key, value) {
      const data = Buffer.from(`${value}\0`, "utf16le");
      check(key, set(CURRENT_USER, key, null, REG_SZ, data, data.length));
    },
    remove(key) {
      const code = deleteKey(CURRENT_USER, key);
      check(key, code === ERROR_FILE_NOT_FOUND ? ERROR_SUCCESS : code);
    },
    isEmpty(key) {
      const opened: unknown[] = [0];
      if (open(CURRENT_USER, key, 0, KEY_QUERY_VALUE, opened) !== ERROR_SUCCESS) return false;
      const [keys, values] = [[0], [0]];
      const code = query(opened[0], null, null, null, keys, null, null, values, null, null, null, null);
      close(opened[0]);
      return code === ERROR_SUCCESS && keys[0] === 0 && values[0] === 0;
    },
  };
}

const KEY_QUERY_VALUE = 1;
