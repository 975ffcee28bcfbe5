import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { isAbsolute, join, win32 } from "node:path";
import { findModules, namedModule } from "../../../native-host/modules/find";
import { pinState } from "../../../native-host/modules/return-values";
import { belongsTo } from "../../../native-host/modules/slot-name";
import { VENDOR_MODULES, type VendorModule } from "../../../native-host/modules/table";

describe("The table of modules", () => {
  it("names absolute paths, each once in all", () => {
    const paths = VENDOR_MODULES.flatMap(({ files }) => Object.entries(files));
    for (const [system, files] of paths)
      for (const path of files) assert.ok(system === "win32" ? win32.isAbsolute(path) : isAbsolute(path), path);
    for (const system of ["linux", "darwin", "win32"] as const) {
      const all = VENDOR_MODULES.flatMap(({ files }) => files[system]);
      assert.deepEqual(
        all.filter((path, index) => all.indexOf(path) !== index),
        [],
      );
    }
  });

  it("asks OpenSC last: makers know their own cards best", () => {
    assert.equal(VENDOR_MODULES.at(-1)?.id, "opensc");
    assert.equal(new Set(VENDOR_MODULES.map(({ id }) => id)).size, VENDOR_MODULES.length);
  });
});

describe("The modules on this computer", () => {
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "varco-modules-")));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const entry = (id: string, ...linux: string[]): VendorModule => ({
    id,
    program: `Program ${id}`,
    cards: "",
    files: { linux: linux.map((name) => join(folder, name)), darwin: [], win32: [] },
  });

  it("are those of the table whose file is there, the first of several, each once", () => {
    for (const name of ["b.so", "c.so"]) writeFileSync(join(folder, name), "", { mode: 0o644 });
    symlinkSync(join(folder, "c.so"), join(folder, "d.so"));
    const table = [entry("1", "a.so"), entry("2", "a.so", "b.so", "c.so"), entry("3", "c.so"), entry("4", "d.so")];
    assert.deepEqual(findModules(table, "linux"), [
      { file: join(folder, "b.so"), program: "Program 2" },
      { file: join(folder, "c.so"), program: "Program 3" },
    ]);
    assert.deepEqual(findModules(table, "freebsd"), []);
  });

  it("know Debian's folder of the processor", () => {
    writeFileSync(join(folder, "aarch64-linux-gnu.so"), "", { mode: 0o644 });
    assert.equal(findModules([entry("1", "{arch}.so")], "linux", "arm64").length, 1);
    assert.equal(findModules([entry("1", "{arch}.so")], "linux", "x64").length, 0);
  });

  it("are called by their makers when a person names one, else by their file", () => {
    for (const name of ["libbit4xpki.so", "other.so"]) writeFileSync(join(folder, name), "", { mode: 0o644 });
    assert.equal(namedModule(join(folder, "libbit4xpki.so")).program, "bit4id");
    assert.equal(namedModule(join(folder, "other.so")).program, "other.so");
  });
});

describe("A slot of a module", () => {
  it("is in the reader of the same name, cut to the room that PKCS#11 has", () => {
    const long = `${"Reader with a name that goes on and on and on, beyond any bounds ".repeat(2)}00 00`;
    assert.ok(belongsTo("Reader A 00 00", "Reader A 00 00"));
    assert.ok(belongsTo(long.slice(0, 64), long));
    assert.ok(!belongsTo("Reader A", "Reader A 00 00"), "one of two readers of the same make");
    assert.ok(!belongsTo("", "Reader A 00 00"));
  });

  it("tells by its token's flags how the PIN stands", () => {
    assert.deepEqual(pinState(0x0004_0000), { triesLeft: 0, blocked: true });
    assert.deepEqual(pinState(0x0002_0000), { triesLeft: 1, blocked: false });
    assert.deepEqual(pinState(0x0001_0000), { triesLeft: null, blocked: false });
  });
});
