import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { billOfMaterials } from "../../../scripts/package/macos/bom";
import { cask } from "../../../scripts/package/macos/cask";
import { packedFiles, type PackedFile } from "../../../scripts/package/macos/packed-file";
import { xar } from "../../../scripts/package/macos/xar";

const TIME = 1_700_000_000;
/**
 * Of the bill of materials of the folder below. `lsbom` of bomutils lists it with the modes, sizes and sums of the files,
 * and its `dumpbom` finds in it what it finds in that of its own `mkbom`, besides the bytes in all. After a change here
 * somebody has to look with such a program again.
 */
const LOOKED_AT = "38510f00b0a3687a3b067ecd99f5e9af9992fa2611d8f99baca37e55fda250a0";

describe("A bill of materials for Apple's installer", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-bom-"));
    mkdirSync(join(folder, "Library/A b"), { recursive: true });
    mkdirSync(join(folder, "etc"));
    for (const [name, text, mode] of [
      ["Library/A b/hello", "hello\n", 0o644],
      ["Library/A b/start", "#!/bin/sh\n", 0o755],
      ["etc/empty", "", 0o644],
    ] as const) {
      writeFileSync(join(folder, name), text);
      chmodSync(join(folder, name), mode);
    }
    for (const name of [".", "Library", "Library/A b", "etc"]) chmodSync(join(folder, name), 0o755);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("is the one that another program could read", () => {
    const bytes = billOfMaterials(packedFiles(folder), TIME);
    assert.equal(createHash("sha256").update(bytes).digest("hex"), LOOKED_AT);
  });

  it("lists each folder before what is in it, sorted by folder and name", () => {
    assert.deepEqual(
      packedFiles(folder).map(({ path }) => path),
      [".", "./Library", "./etc", "./Library/A b", "./etc/empty", "./Library/A b/hello", "./Library/A b/start"],
    );
  });

  it("refuses more than one page of entries, and a file whose folder is missing", () => {
    const [top] = packedFiles(folder);
    const many = Array.from({ length: 257 }, (_, index): PackedFile => ({ ...top!, path: `./${index}` }));
    assert.throws(() => billOfMaterials(many, TIME), /more than 256/);
    assert.throws(() => billOfMaterials([top!, { ...top!, path: "./lost/folder" }], TIME), /lost\/folder/);
  });
});

describe("A xar archive", () => {
  it("has a header, a compressed list with places and sums, the sum of the list, and the files", () => {
    const files = [
      { name: "a&b", content: Buffer.from("first") },
      { name: "folder", files: [{ name: "c", content: Buffer.from("second") }] },
    ];
    const bytes = xar(files, TIME);
    assert.equal(bytes.toString("latin1", 0, 4), "xar!");
    const length = Number(bytes.readBigUInt64BE(8));
    const list = bytes.subarray(28, 28 + length);
    const text = inflateSync(list).toString();
    assert.equal(text.length, Number(bytes.readBigUInt64BE(16)));
    const heap = bytes.subarray(28 + length);
    assert.deepEqual(heap.subarray(0, 20), createHash("sha1").update(list).digest());
    const places = [...text.matchAll(/<length>(\d+)<\/length><offset>(\d+)<\/offset>/g)].map(([, size, offset]) =>
      heap.toString("latin1", Number(offset), Number(offset) + Number(size)),
    );
    assert.deepEqual(places, ["first", "second"]);
    assert.match(text, /<name>a&amp;b<\/name>/);
    assert.match(text, /<creation-time>2023-11-14T22:13:20<\/creation-time>/);
  });
});

describe("The description for Homebrew", () => {
  it("names the package of each processor with its sum, and how all of it is removed", () => {
    const text = cask("1.2.3", { arm64: "a".repeat(64), x64: "b".repeat(64) });
    assert.match(text, /^cask "varco" do\n[^]*\nend\n$/);
    assert.match(text, /version "1\.2\.3"/);
    assert.match(text, /arm: {3}"a{64}",\n +intel: "b{64}"/);
    assert.match(text, /varco-#\{version\}-macos-#\{arch\}\.pkg/);
    assert.match(text, /executable: "\/Library\/Application Support\/Varco\/uninstall\.command", sudo: true/);
    assert.match(text, /pkgutil: "it\.varco\.host"/);
  });
});
