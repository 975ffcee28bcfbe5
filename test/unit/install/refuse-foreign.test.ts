import assert from "node:assert/strict";
import {
  chmodSync,
  lchownSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
  chownSync,
} from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { refuseForeign } from "../../../native-host/install/refuse-foreign";
import type { StartCommand } from "../../../native-host/install/start-script";
import { Scene } from "./scene";

const SOMEBODY = 1000;
const LOCK = new URL("../../../package-lock.json", import.meta.url);
const lockFile = v.object({
  packages: v.record(
    v.string(),
    v.object({ hasInstallScript: v.optional(v.boolean(), false), dev: v.optional(v.boolean(), false) }),
  ),
});

describe("What root's programs will run", () => {
  let scene: Scene;
  let folder: string;
  beforeEach(() => {
    scene = new Scene();
    folder = realpathSync(scene.folder);
    scene.put("program/main.cjs", "");
    scene.put("node_modules/koffi/build/koffi.node", "");
    scene.put("node_modules/@koromix/koffi-linux-x64/koffi.node", "");
    scene.put("node_modules/pcsclite/build/Release/pcsclite.node", "");
  });
  afterEach(() => scene.remove());
  const command = (): StartCommand => [process.execPath, join(folder, "program/main.cjs"), "--an-option"];
  const refused = (path: string) =>
    assert.throws(() => refuseForeign(scene.system, command()), { code: "install.foreign", details: { path } });

  it("is nothing to one ordinary person", () => {
    refuseForeign(scene.user, command());
  });

  // Only root can give files away, and only root's files are ever accepted.
  if (process.getuid?.() !== 0) {
    it("is never an ordinary person's own", () => {
      refused(join(folder, "program/main.cjs"));
      assert.throws(() => refuseForeign(scene.rootUser, command()), { code: "install.foreign" });
    });
    return;
  }

  it("may be what root alone can change, and links of root's", () => {
    mkdirSync(join(folder, "system/usr/local/real"), { recursive: true });
    symlinkSync("real", join(folder, "system/usr/local/lib"));
    refuseForeign(scene.system, command());
  });

  for (const file of [
    "program/main.cjs",
    "program",
    "node_modules/koffi/build/koffi.node",
    "node_modules/@koromix/koffi-linux-x64/koffi.node",
    "node_modules/pcsclite/build/Release/pcsclite.node",
    "node_modules/pcsclite/build",
  ]) {
    it(`is never another's, nor open to others: ${file}`, () => {
      chownSync(join(folder, file), SOMEBODY, SOMEBODY);
      refused(join(folder, file));
      chownSync(join(folder, file), 0, 0);
      chmodSync(join(folder, file), 0o777);
      refused(join(folder, file));
    });
  }

  it("is no package that npm builds or fetches native code for, if that is another's", () => {
    const { packages } = v.parse(lockFile, JSON.parse(readFileSync(LOCK, "utf8")));
    const native = Object.keys(packages).filter((path) => packages[path]?.hasInstallScript && !packages[path].dev);
    assert(native.length >= 2, native.join());
    for (const path of native) {
      const file = join(folder, path, "build/Release/any.node");
      scene.put(join(path, "build/Release/any.node"), "");
      chownSync(file, SOMEBODY, SOMEBODY);
      refused(file);
      chownSync(file, 0, 0);
    }
  });

  it("is never behind a link of somebody else, where an add-on should be", () => {
    const link = join(folder, "node_modules/koffi/build/other.node");
    symlinkSync("/bin/sh", link);
    lchownSync(link, SOMEBODY, SOMEBODY);
    refused(link);
  });

  it("is never written through a link of somebody else, nor into a folder of theirs", () => {
    const link = join(folder, "system/usr/local/lib/varco");
    mkdirSync(join(folder, "system/usr/local/lib"), { recursive: true });
    mkdirSync(join(folder, "elsewhere"));
    symlinkSync(join(folder, "elsewhere"), link);
    lchownSync(link, SOMEBODY, SOMEBODY);
    refused(link);
    lchownSync(link, 0, 0);
    refuseForeign(scene.system, command());
    chownSync(join(folder, "elsewhere"), SOMEBODY, SOMEBODY);
    refused(join(folder, "elsewhere"));
  });

  it("is never written over a link of somebody else, even one that leads nowhere", () => {
    const link = join(folder, "system/etc/pkcs11/modules/varco.module");
    mkdirSync(join(folder, "system/etc/pkcs11/modules"), { recursive: true });
    symlinkSync("/nowhere/at/all", link);
    lchownSync(link, SOMEBODY, SOMEBODY);
    refused(link);
  });

  it("is refused to root for itself too: its module file counts for all", () => {
    chownSync(join(folder, "program"), SOMEBODY, SOMEBODY);
    assert.throws(() => refuseForeign(scene.rootUser, command()), { code: "install.foreign" });
    refuseForeign(scene.user, command());
  });

  it("may be a program without add-ons", () => {
    writeFileSync(join(folder, "single"), "");
    refuseForeign(scene.system, [join(folder, "single")]);
  });
});
