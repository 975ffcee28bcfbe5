import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { contentOf, unpack } from "../../../scripts/package/download";
import { licencesOfPackages } from "../../../scripts/package/licences";
import { pinnedInLock, withDependencies } from "../../../scripts/package/lock-file";
import pins from "../../../scripts/package/pins.json";
import { SYSTEMS } from "../../../scripts/package/systems";

describe("An archive of npm", () => {
  let folder: string;
  let archive: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-archive-"));
    archive = join(folder, "a.tgz");
    mkdirSync(join(folder, "package/bin"), { recursive: true });
    for (const name of ["LICENSE", "bin/node", "bin/npm"]) writeFileSync(join(folder, "package", name), name);
    execFileSync("tar", ["-czf", archive, "-C", folder, "package/bin/npm", "package/LICENSE", "package/bin/node"]);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("gives the files that are named, and no others", () => {
    const into = join(folder, "out/deeper");
    assert.equal(contentOf(archive, "LICENSE").toString(), "LICENSE");
    unpack(archive, ["bin/node", "LICENSE"], into);
    assert.equal(readFileSync(join(into, "bin/node"), "utf8"), "bin/node");
    assert.equal(readFileSync(join(into, "LICENSE"), "utf8"), "LICENSE");
    assert.ok(!existsSync(join(into, "bin/npm")));
  });

  it("is of no use where it lacks one of them", () => {
    assert.throws(
      () => unpack(archive, ["LICENSE", "bin/other"], join(folder, "out")),
      /lacks one of: LICENSE, bin\/other/,
    );
  });
});

describe("What the program is packed from", () => {
  it("is pinned, for every system", () => {
    const nodes = new Map(Object.entries(pins.integrity));
    for (const { node, koffi } of SYSTEMS) {
      assert.match(nodes.get(node.package) ?? "", /^sha512-/, node.package);
      assert.equal(pinnedInLock(koffi.package).version, pinnedInLock("koffi").version, koffi.package);
    }
    assert.throws(() => pinnedInLock("no-such-package"), /does not pin no-such-package/);
  });

  it("includes what a package needs, in the folders where npm puts it, each once", () => {
    const all = withDependencies(["valibot", "pac-resolver", "valibot"]);
    assert.deepEqual(all, [...new Set(all)].sort());
    for (const name of ["valibot", "pac-resolver", "degenerator", "esprima"])
      assert.ok(all.includes(`node_modules/${name}`), name);
  });

  it("comes with the licence of each package in the host, and of none in the extension", () => {
    const texts = licencesOfPackages();
    assert.match(texts, /^=+\nkoffi \d/m);
    assert.doesNotMatch(texts, /^(?:preact|webextension-polyfill) \d/m);
  });
});
