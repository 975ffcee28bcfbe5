import assert from "node:assert/strict";
import { offsetof, sizeof } from "koffi";
import { CallFailed } from "../../../native-host/modules/call-failed";
import { readTokenInfo } from "../../../native-host/modules/cryptoki/information";
import type { Calls } from "../../../native-host/modules/cryptoki/library";
import { listSlots } from "../../../native-host/modules/cryptoki/lists";
import { findObjects, readAttribute } from "../../../native-host/modules/cryptoki/objects";
import { login, setPin } from "../../../native-host/modules/cryptoki/sessions";
import { cryptokiStructures } from "../../../native-host/modules/cryptoki/structures";
import { cryptokiSystem } from "../../../native-host/modules/cryptoki/system";

/** On 64 bits: bytes of the structures, and where the first function's pointer is. From C, with p11-kit's header. */
const EXPECTED = {
  linux: { info: 88, slotInfo: 112, tokenInfo: 208, mechanism: 24, attribute: 24, functions: 8 },
  darwin: { info: 88, slotInfo: 112, tokenInfo: 208, mechanism: 24, attribute: 24, functions: 8 },
  win32: { info: 72, slotInfo: 104, tokenInfo: 160, mechanism: 16, attribute: 16, functions: 2 },
} as const;

describe("A PKCS#11 module's functions, through koffi", () => {
  for (const platform of ["linux", "darwin", "win32"] as const)
    it(`have the structures of ${platform}`, () => {
      const { functionList, ...structures } = cryptokiStructures(cryptokiSystem(platform));
      const sizes = Object.entries(structures).map(([name, structure]) => [name, sizeof(structure)]);
      assert.deepEqual(
        { ...Object.fromEntries(sizes), functions: offsetof(functionList, "functions") },
        EXPECTED[platform],
      );
    });

  /** A module of a Windows that does as it is told; `act` sees each call. */
  const windows = (act: (name: string, args: readonly unknown[]) => void): Calls => ({
    structures: cryptokiStructures(cryptokiSystem("win32")),
    ulongSize: 4,
    call: (name, ...args) => act(name, args),
  });
  const bytesIn = (value: unknown): Uint8Array => {
    assert(value instanceof Uint8Array);
    return value;
  };

  it("tell of a token in structures without gaps: what follows four bytes of flags is read as it is", () => {
    const info = readTokenInfo(
      windows((_, [slot, memory]) => {
        assert.equal(slot, 3);
        const token = Buffer.from(bytesIn(memory).buffer);
        token.fill(" ", 0, 96);
        token.write("perché", 0);
        token.write("serie", 80);
        [0x8000_0001, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 0xffff_ffff, 8, 5].forEach((number, at) =>
          token.writeUInt32LE(number, 96 + 4 * at),
        );
      }),
      3,
    );
    assert.equal(info.label, "perché");
    assert.equal(info.serialNumber, "serie");
    assert.deepEqual([info.flags, info.ulMaxPinLen, info.ulMinPinLen], [0x8000_0001, 8, 5]);
  });

  it("are given a PIN in memory that is wiped as soon as they have returned, also when they fail", () => {
    const seen: Uint8Array[] = [];
    const module = windows((name, args) => {
      const codes = args.filter((arg) => arg instanceof Uint8Array);
      seen.push(...codes);
      const texts = codes.map((code) => Buffer.from(code).toString());
      assert.deepEqual(texts, name === "C_Login" ? ["12345"] : ["12345", "67890"]);
      throw new CallFailed(name, 0xa0);
    });
    assert.throws(() => login(module, 1, "12345"), CallFailed);
    assert.throws(() => setPin(module, 1, ["12345", "67890"]), CallFailed);
    assert.equal(seen.length, 3);
    for (const memory of seen) assert.ok(new Uint8Array(memory.buffer).every((byte) => byte === 0));
  });

  it("may tell of no slot at first and of some more then, but of no more than there is room for", () => {
    const slots = (...counts: readonly number[]) => {
      const left = [...counts];
      return listSlots(
        windows((_, [, memory, count]) => {
          assert(Array.isArray(count));
          if (memory !== null) bytesIn(memory).set([7, 0, 0, 0, 9, 0, 0, 0]);
          count[0] = left.shift();
        }),
      );
    };
    assert.deepEqual(slots(0), []);
    assert.deepEqual(slots(1, 2), [7, 9]);
    assert.throws(() => slots(1, 0xffff_ffff), { rv: 0x150 });
    assert.throws(() => slots(0xffff_ffff), { rv: 0x150 });
  });

  it("tell an attribute that is there and short enough, and no other", () => {
    const read = (lengths: readonly number[], rv = 0) => {
      const left = [...lengths];
      return readAttribute(
        windows((name, [, , template]) => {
          assert(Array.isArray(template));
          template[0] = { ulValueLen: left.shift() };
          if (rv !== 0) throw new CallFailed(name, rv);
        }),
        1,
        1,
        0x11,
        16,
      );
    };
    assert.deepEqual(read([4, 4]), new Uint8Array(4));
    assert.deepEqual(read([4, 2]), new Uint8Array(2));
    assert.deepEqual(read([0]), new Uint8Array());
    assert.equal(read([17]), null);
    assert.equal(read([4, 5]), null);
    assert.equal(read([0xffff_ffff]), null);
    for (const rv of [0x11, 0x12, 0x150]) assert.equal(read([0xffff_ffff], rv), null);
    assert.throws(() => read([4], 0x30), { rv: 0x30 });
  });

  it("end a search for objects also when it fails", () => {
    const calls: string[] = [];
    const module = windows((name) => {
      calls.push(name);
      if (name === "C_FindObjects") throw new CallFailed(name, 0x30);
    });
    assert.throws(() => findObjects(module, 1, [{ type: 0, value: 1 }], 4), { rv: 0x30 });
    assert.deepEqual(calls, ["C_FindObjectsInit", "C_FindObjects", "C_FindObjectsFinal"]);
  });
});
