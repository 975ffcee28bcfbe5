import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BROWSERS } from "../../native-host/install/browsers";
import { PACKAGES, systemPlaces } from "../../native-host/install/places";
import { entriesIn } from "../../scripts/package/linux/root";
import { builtPackages, type BuiltPackages } from "./built";

/** Folders that every rpm-based system has. */
const STANDARD = [
  "etc",
  "usr/bin",
  "usr/lib",
  "usr/lib64",
  "usr/share/applications",
  "usr/share/doc",
  "usr/share/man/man1",
];

// No rpm-based system can be had from Debian's mirrors. rpm itself installs into a folder, without what the package
// needs, and says what it did.
describe("The rpm package", function suite() {
  this.timeout(60_000);
  let packages: BuiltPackages;
  let file: string;
  let root: string;
  const rpm = (...args: string[]) => execFileSync("rpm", ["--root", root, ...args], { encoding: "utf8" });
  before(() => {
    packages = builtPackages();
    file = packages.rpm();
    root = mkdtempSync(join(tmpdir(), "varco-rpm-"));
    for (const name of STANDARD) mkdirSync(join(root, name), { recursive: true });
    for (const size of [16, 32, 48, 128])
      mkdirSync(join(root, `usr/share/icons/hicolor/${size}x${size}/apps`), { recursive: true });
    rpm("--initdb");
  });
  after(() => {
    rmSync(root, { recursive: true });
  });
  const system = () => entriesIn(root).filter(({ path }) => !/^\/(var|root|usr\/lib\/sysimage)/.test(path));

  it("has the same bytes, however often it is built", () => {
    const again = mkdtempSync(join(packages.folder, "again-"));
    assert(readFileSync(file).equals(readFileSync(packages.rpm(again))));
  });

  it("is installed as it was packed, and leaves nothing behind", () => {
    const before = system();
    rpm("--install", "--nodeps", "--noscripts", file);
    assert.equal(rpm("--verify", "--nodeps", "varco"), "");
    for (const path of systemPlaces("linux", root, BROWSERS, PACKAGES).browsers.flatMap((one) => one.hostManifests))
      assert(existsSync(path), path);
    assert.equal(rpm("--query", "--scripts", "varco"), "");
    assert.match(rpm("--query", "--requires", "varco"), /^pcsc-lite$/m);
    rpm("--erase", "varco");
    assert.deepEqual(system(), before);
  });
});
