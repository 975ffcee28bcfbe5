import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ORDERS } from "../../../../native-host/hardening/orders";
import { BROWSERS } from "../../../../native-host/install/browsers";
import { ordersHeader } from "../../../../scripts/package/windows/orders-header";
import { stableGuid } from "../../../../scripts/package/windows/stable-guid";
import { stampSummary } from "../../../../scripts/package/windows/summary";
import { writeWinget } from "../../../../scripts/package/windows/winget";
import { installationSource } from "../../../../scripts/package/windows/wxs";

const GUID = /^[0-9A-F]{8}-[0-9A-F]{4}-8[0-9A-F]{3}-[89AB][0-9A-F]{3}-[0-9A-F]{12}$/;

describe("The manifests for winget", () => {
  it("name the package by its hash and where it will be", () => {
    const folder = mkdtempSync(join(tmpdir(), "varco-winget-"));
    try {
      const msi = join(folder, "varco-1.2.3-win-x64.msi");
      writeFileSync(msi, "abc");
      const written = writeWinget(msi, { version: "1.2.3", time: 1_767_225_600 }, "https://varco.example/download");
      const text = (name: string) => readFileSync(join(written, `${name}.yaml`), "utf8");
      assert.match(text("Varco.Varco"), /^PackageVersion: 1\.2\.3$/m);
      const installer = text("Varco.Varco.installer");
      assert.match(installer, /InstallerUrl: https:\/\/varco\.example\/download\/varco-1\.2\.3-win-x64\.msi$/m);
      // FIPS 180-4, example of SHA-256.
      assert.match(installer, /InstallerSha256: BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD$/m);
      assert.match(installer, /ReleaseDate: 2026-01-01$/m);
      assert.match(text("Varco.Varco.locale.en-US"), /^License: EUPL-1\.2$/m);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("The launcher for Windows", () => {
  it("knows every variable that orders Node or OpenSSL about", () => {
    const header = ordersHeader();
    assert.equal(header.trim().split("\n").length, ORDERS.length);
    assert.match(header, /^\{L"NODE_", TRUE\},$/m);
    assert.match(header, /^\{L"QLOGDIR", FALSE\},$/m);
  });
});

describe("The source of the package for Windows", () => {
  const files = ["host/main.cjs", "host/19.cjs", "node.exe", "node_modules/@koromix/a&b/koffi.node"];
  const source = (content = "a", version = "1.2.3") =>
    installationSource({ tree: "varco", files, browsers: BROWSERS, content, version });
  const product = (text: string) => /<Product Id="([^"]+)"/.exec(text)?.[1];

  it("holds every file and every key once, for one person", () => {
    const text = source();
    assert.equal([...text.matchAll(/<File /g)].length, files.length);
    assert.match(text, /Source="varco\/node_modules\/@koromix\/a&amp;b\/koffi\.node"/);
    const keys = [...text.matchAll(/<RegistryValue Root="(\w+)" Key="([^"]+)"/g)];
    assert.equal(new Set(keys.map(([, , key]) => key)).size, keys.length);
    assert.equal(keys.length, new Set(BROWSERS.flatMap(({ registry }) => registry)).size);
    assert.ok(keys.every(([, root]) => root === "HKCU"));
    assert.match(text, /InstallScope="perUser"/);
  });

  it("is the same for the same files, and another product for others, which replaces every version", () => {
    assert.equal(source(), source());
    assert.notEqual(product(source("a")), product(source("b")));
    assert.notEqual(product(source("a", "1.2.3")), product(source("a", "1.2.4")));
    const upgrade = (text: string) => /UpgradeCode="([^"]+)"/.exec(text)?.[1];
    // Windows knows all versions of Varco by this code: it must never change.
    assert.equal(upgrade(source()), stableGuid("upgrade code"));
    assert.equal(stableGuid("upgrade code"), "DD6DBA9A-52DB-81E8-A2E2-88DD2D11C58D");
    assert.match(stableGuid("anything"), GUID);
  });
});

describe("The summary of an installation package", () => {
  const CODE = stableGuid("a package");
  /** A property set with one section: code of the package, times of creation and of the last change. */
  const summary = (): Buffer => {
    const msi = Buffer.alloc(400);
    const start = 64;
    Buffer.from("e0859ff2f94f6810ab9108002b27b3d9", "hex").copy(msi, start + 28);
    msi.writeUInt32LE(48, start + 44);
    const section = start + 48;
    msi.writeUInt32LE(3, section + 4);
    [
      [9, 40, 0x1e],
      [12, 100, 0x40],
      [13, 112, 0x40],
    ].forEach(([property, offset, type], at) => {
      msi.writeUInt32LE(property!, section + 8 + 8 * at);
      msi.writeUInt32LE(offset!, section + 12 + 8 * at);
      msi.writeUInt32LE(type!, section + offset!);
    });
    msi.writeUInt32LE(39, section + 44);
    msi.write(`{${"0".repeat(36)}}\0`, section + 48, "latin1");
    return msi;
  };

  it("gets a code and times that do not depend on when it was made", () => {
    const msi = summary();
    stampSummary(msi, { code: CODE, time: Date.UTC(2026, 0, 1) });
    assert.ok(msi.includes(`{${CODE}}\0`));
    for (const at of [104, 116]) assert.equal(msi.readBigUInt64LE(64 + 48 + at), 134_116_992_000_000_000n);
  });

  it("is refused where it is not as expected", () => {
    assert.throws(() => stampSummary(Buffer.alloc(400), { code: CODE, time: 0 }), /no summary/);
    const msi = summary();
    msi.writeUInt32LE(10, 64 + 48 + 8);
    assert.throws(() => stampSummary(msi, { code: CODE, time: 0 }), /lacks property 9/);
  });
});
