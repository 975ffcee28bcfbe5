import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { CHROMIUM_ID, FIREFOX_ID } from "../../../shared/identity";
import { BROWSERS } from "../../../native-host/install/browsers";
import { programOf } from "../../../native-host/install/module-file";
import type { LoadedByOther } from "../../../native-host/install/register";
import { ALL, PROXY, Scene } from "./scene";
import { tree } from "./tree";

const CHROMIUMS = BROWSERS.filter(({ engine }) => engine === "chromium").map(({ name }) => name);
const manifestOf = (text: string) => v.parse(v.record(v.string(), v.unknown()), JSON.parse(text));

describe("Registration with the browsers", () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });
  afterEach(() => scene.remove());

  const text = (path: string) => readFileSync(join(scene.home, path), "utf8");
  const json = (path: string) => manifestOf(text(path));
  const told = ({ path, name, browsers }: LoadedByOther) => ({ path, name, browsers: browsers.map((one) => one.name) });
  const own = `library=${PROXY}\nname=it.varco.module\n\n`;

  it("gives each browser a manifest in its own form that allows our extension only", () => {
    scene.install();
    const path = join(scene.home, ".local/share/varco/varco-host");
    const common = { name: "it.varco.host", path, type: "stdio" };
    for (const file of [
      ".config/chromium/NativeMessagingHosts/it.varco.host.json",
      ".config/google-chrome/NativeMessagingHosts/it.varco.host.json",
    ]) {
      const { description, ...rest } = json(file);
      assert(description);
      assert.deepEqual(rest, { ...common, allowed_origins: [`chrome-extension://${CHROMIUM_ID}/`] });
    }
    const { description, ...rest } = json(".mozilla/native-messaging-hosts/it.varco.host.json");
    assert(description);
    assert.deepEqual(rest, { ...common, allowed_extensions: [FIREFOX_ID] });
  });

  it("writes a start script that passes on every word as it is", () => {
    const print = join(scene.home, "it's; $(a) script.js");
    writeFileSync(print, "process.stdout.write(JSON.stringify(process.argv.slice(2)))");
    const [script = ""] = scene.install({ command: [process.execPath, print, "one 'word'"] }).written;
    const { stdout } = spawnSync(script, ["/a b.json", "id@x"], { encoding: "utf8" });
    assert.deepEqual(JSON.parse(stdout), ["one 'word'", "/a b.json", "id@x"]);
  });

  it("gives p11-kit the start script, and Firefox and Chromium the proxy of p11-kit", () => {
    const { written } = scene.install();
    assert.equal(
      programOf(text(".config/pkcs11/modules/varco.module")),
      join(scene.home, ".local/share/varco/varco-host"),
    );
    const { description, ...rest } = json(".mozilla/pkcs11-modules/it.varco.module.json");
    assert.match(String(description), /Varco/);
    assert.deepEqual(rest, { name: "it.varco.module", path: PROXY, type: "pkcs11", allowed_extensions: [FIREFOX_ID] });
    assert.equal(text(".pki/nssdb/pkcs11.txt"), own);
    assert.equal(statSync(join(scene.home, ".pki")).mode & 0o777, 0o700);
    assert.equal(statSync(join(scene.home, ".pki/nssdb/pkcs11.txt")).mode & 0o777, 0o600);
    assert.equal(written.length, 4 + ALL.length + 1);
    assert(written.every((path) => existsSync(path)));
  });

  it("leaves out the module where there is no p11-kit, and the host where only the module is asked for", () => {
    scene.install({ proxy: null });
    const [, ...hosts] = Object.keys(tree(scene.home))
      .filter((name) => /varco\.(host|module)/.test(name))
      .map((name) => name.replace(/.*\//, ""));
    assert.deepEqual([...new Set(hosts)], ["it.varco.host.json"]);
    assert(!existsSync(join(scene.home, ".pki")));
    scene.uninstall();
    scene.install({ parts: ["module"], proxy: null });
    scene.uninstall();
    assert.deepEqual(tree(scene.home), {});
    scene.install({ parts: ["module"] });
    assert.deepEqual(
      Object.keys(tree(scene.home)).filter((name) => name.includes("it.varco.")),
      [".librewolf/pkcs11-modules/it.varco.module.json", ".mozilla/pkcs11-modules/it.varco.module.json"],
    );
  });

  it("does only what one browser needs when asked for that browser", () => {
    scene.install({ browsers: ["firefox"] });
    assert.deepEqual(
      Object.keys(tree(scene.home)).filter((name) => /nssdb|chrom/.test(name)),
      [],
    );
    scene.install({ browsers: ["chrome"] });
    assert.equal(text(".pki/nssdb/pkcs11.txt"), own);
    scene.uninstall(scene.user, ["firefox"]);
    const left = Object.keys(tree(scene.home));
    assert.deepEqual(
      left.filter((name) => name.startsWith(".mozilla")),
      [],
    );
    assert(left.includes(".config/pkcs11/modules/varco.module") && left.includes(".pki/nssdb/pkcs11.txt"));
    scene.install({ browsers: ["chromium"] });
    scene.uninstall(scene.user, ["chrome"]);
    assert.equal(text(".pki/nssdb/pkcs11.txt"), own, "Chromium still needs it");
    scene.uninstall(scene.user, ["chromium"]);
    assert.deepEqual(tree(scene.home), {}, "with the last of them everything goes");
  });

  it("uses the newer place of the database where only that exists, and makes no other", () => {
    scene.put("home/.local/share/pki/nssdb/cert9.db", "certificates");
    scene.install();
    assert.equal(text(".local/share/pki/nssdb/pkcs11.txt"), own);
    assert(!existsSync(join(scene.home, ".pki")));
    // Both: Chromium takes the older.
    scene.put("home/.pki/nssdb/cert9.db", "certificates");
    scene.install();
    assert.equal(text(".pki/nssdb/pkcs11.txt"), own);
    scene.uninstall();
    assert.deepEqual(
      Object.keys(tree(scene.home)).filter((name) => name.endsWith("pkcs11.txt")),
      [],
    );
  });

  it("does not load the proxy twice: another entry that does is left, and named", () => {
    const theirs = `library=/usr/lib/x86_64-linux-gnu/p11-kit-proxy.so\nname=my cards\n\n`;
    scene.put("home/.pki/nssdb/pkcs11.txt", theirs);
    const { others, written } = scene.install();
    const path = join(scene.home, ".pki/nssdb/pkcs11.txt");
    assert.deepEqual(others.map(told), [{ path, name: "my cards", browsers: CHROMIUMS }]);
    assert.equal(text(".pki/nssdb/pkcs11.txt"), theirs);
    assert(!written.some((path) => path.endsWith("pkcs11.txt")));
    // Also where it came after ours, and where the same library has another name.
    const linked = join(scene.folder, "cards.so");
    scene.put("libp11-kit.so.0.3.0", "");
    symlinkSync(join(scene.folder, "libp11-kit.so.0.3.0"), linked);
    scene.put("home/.pki/nssdb/pkcs11.txt", `${own}library=${linked}\nname=linked\n\n`);
    assert.deepEqual(
      scene.install().others.map(({ name }) => name),
      ["linked"],
    );
    assert.equal(text(".pki/nssdb/pkcs11.txt"), `library=${linked}\nname=linked\n\n`);
  });

  it("does not load the proxy where the system makes every NSS program load it", () => {
    const list = "system/etc/crypto-policies/back-ends/nss.config";
    scene.put(
      list,
      "library=p11-kit-proxy.so\nname=p11-kit-proxy\n\n\nlibrary=\nname=Policy\nNSS=flags=policyOnly,moduleDB\n",
    );
    assert.deepEqual(scene.install().others.map(told), [
      { path: join(scene.folder, list), name: "p11-kit-proxy", browsers: CHROMIUMS },
    ]);
    assert(!existsSync(join(scene.home, ".pki")));
  });

  it("gives root the system's module file, but takes none from another registration", () => {
    scene.install({ places: scene.rootUser });
    const file = join(scene.root, "etc/pkcs11/modules/varco.module");
    assert.equal(programOf(readFileSync(file, "utf8")), join(scene.home, ".local/share/varco/varco-host"));
    assert(!existsSync(join(scene.home, ".config/pkcs11")));
    scene.uninstall(scene.rootUser);
    assert(!existsSync(join(scene.root, "etc")));
    const theirs = "remote: |'/bin/sh' module\n";
    scene.put("system/etc/pkcs11/modules/varco.module", theirs);
    scene.install({ places: scene.rootUser });
    scene.uninstall(scene.rootUser);
    assert.equal(readFileSync(file, "utf8"), theirs);
  });

  it("for everybody, writes the places of the system, which name each other as the system sees them", () => {
    const before = tree(scene.root);
    const { written } = scene.install({ places: scene.system });
    const seen = written.map((path) => path.slice(scene.root.length));
    assert.deepEqual(seen, [
      "/usr/local/lib/varco/varco-host",
      "/etc/chromium/native-messaging-hosts/it.varco.host.json",
      "/etc/opt/chrome/native-messaging-hosts/it.varco.host.json",
      "/etc/opt/edge/native-messaging-hosts/it.varco.host.json",
      "/etc/vivaldi/native-messaging-hosts/it.varco.host.json",
      "/usr/lib/mozilla/native-messaging-hosts/it.varco.host.json",
      "/usr/lib64/mozilla/native-messaging-hosts/it.varco.host.json",
      "/usr/lib/librewolf/native-messaging-hosts/it.varco.host.json",
      "/usr/lib64/librewolf/native-messaging-hosts/it.varco.host.json",
      "/etc/pkcs11/modules/varco.module",
      "/usr/lib/mozilla/pkcs11-modules/it.varco.module.json",
      "/usr/lib64/mozilla/pkcs11-modules/it.varco.module.json",
      "/usr/lib/librewolf/pkcs11-modules/it.varco.module.json",
      "/usr/lib64/librewolf/pkcs11-modules/it.varco.module.json",
    ]);
    for (const path of written.slice(1, 5))
      assert.equal(manifestOf(readFileSync(path, "utf8"))["path"], "/usr/local/lib/varco/varco-host");
    assert.equal(
      programOf(readFileSync(join(scene.root, "etc/pkcs11/modules/varco.module"), "utf8")),
      "/usr/local/lib/varco/varco-host",
    );
    assert.deepEqual(tree(scene.home), {});
    scene.uninstall(scene.system);
    assert.deepEqual(tree(scene.root), before);
  });

  it("lets everybody read what is for everybody, and the person's umask decide about the rest", () => {
    const umask = process.umask(0o077);
    try {
      scene.install({ places: scene.system });
      for (const [name, what] of Object.entries(tree(scene.root))) {
        const mode = name.endsWith("varco-host") ? "file 755" : what.startsWith("folder") ? "folder 755" : "file 644";
        if (!name.includes("made.json")) assert(what.startsWith(mode), `${name}: ${what.slice(0, 12)}`);
      }
      scene.uninstall(scene.system);
      scene.install({ places: scene.rootUser });
      const { "etc/pkcs11": folder, "etc/pkcs11/modules/varco.module": file = "" } = tree(scene.root);
      assert.equal(folder, "folder 755");
      assert.match(file, /^file 644 /);
      assert.equal(statSync(join(scene.home, ".local/share/varco/varco-host")).mode & 0o777, 0o700);
      assert.equal(statSync(join(scene.home, ".config")).mode & 0o777, 0o700);
    } finally {
      process.umask(umask);
    }
  });

  it("names the file that it cannot write or read", () => {
    writeFileSync(join(scene.home, ".config"), "a file where a folder should be");
    const before = tree(scene.home);
    assert.throws(() => scene.install(), { code: "install.write" });
    assert.deepEqual(tree(scene.home), before, "all or nothing");
    scene.put("home/.local/share/varco/made.json", "neither");
    assert.throws(() => scene.uninstall(), {
      code: "install.read",
      details: { path: join(scene.home, ".local/share/varco/made.json"), reason: "not a record of an installation" },
    });
  });
});
