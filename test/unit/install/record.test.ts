import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { Scene } from "./scene";
import { tree } from "./tree";

describe("The record of an installation", () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });
  afterEach(() => scene.remove());
  const file = () => join(scene.home, ".local/share/varco/made.json");
  const record = () => v.parse(v.looseObject({ made: v.array(v.string()) }), JSON.parse(readFileSync(file(), "utf8")));

  it("is read from the file that the first version wrote, by its name and form", () => {
    scene.install({ browsers: ["firefox"] });
    const { made } = record();
    assert(made.includes(join(scene.home, ".mozilla")));
    // An earlier version may have made a folder in a place that this one does not know.
    writeFileSync(file(), JSON.stringify([...made, join(scene.home, "empty")]));
    scene.put("home/theirs/file", "");
    mkdirSync(join(scene.home, "empty"));
    scene.uninstall();
    assert.deepEqual(Object.keys(tree(scene.home)), ["theirs", "theirs/file"]);
  });

  it("of the first version stands for its three browsers, which share a database", () => {
    scene.install({ browsers: ["chromium", "chrome", "firefox"] });
    writeFileSync(file(), JSON.stringify(record().made));
    scene.uninstall(scene.user, ["chromium"]);
    assert(existsSync(join(scene.home, ".pki/nssdb/pkcs11.txt")), "Chrome uses it");
    scene.uninstall(scene.user, ["chrome", "firefox"]);
    assert.deepEqual(tree(scene.home), {});
  });

  it("of a newer version is left alone, with everything else: install and uninstall say so", () => {
    scene.install();
    writeFileSync(file(), JSON.stringify({ ...record(), version: 3, rooms: ["of a kind that nobody knows yet"] }));
    const before = tree(scene.folder);
    for (const again of [() => scene.install({ command: ["/bin/older"] }), () => scene.uninstall()]) {
      assert.throws(again, { code: "install.newer", details: { path: file() } });
      assert.deepEqual(tree(scene.folder), before);
    }
  });

  it("that somebody has damaged is named, and nothing is touched", () => {
    scene.install();
    for (const text of ["", "[", "{}", '{ "version": 2 }', '{ "version": "2" }', "[1]", "null"]) {
      writeFileSync(file(), text);
      const before = tree(scene.folder);
      for (const again of [() => scene.install(), () => scene.uninstall()])
        assert.throws(again, {
          code: "install.read",
          details: { path: file(), reason: "not a record of an installation" },
        });
      assert.deepEqual(tree(scene.folder), before, text);
    }
  });
});
