import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { findProxy } from "../../../native-host/install/proxy";
import { tree } from "../../unit/install/tree";
import { ordinaryPerson, rootPerson, type TestUser } from "./test-user";
import { copyOfHost } from "./root-program";
import { run } from "./run";

const USER_FILES = [
  ".local/share/varco/varco-host",
  ".config/chromium/NativeMessagingHosts/it.varco.host.json",
  ".config/google-chrome/NativeMessagingHosts/it.varco.host.json",
  ".config/google-chrome-beta/NativeMessagingHosts/it.varco.host.json",
  ".config/google-chrome-unstable/NativeMessagingHosts/it.varco.host.json",
  ".config/microsoft-edge/NativeMessagingHosts/it.varco.host.json",
  ".config/BraveSoftware/Brave-Browser/NativeMessagingHosts/it.varco.host.json",
  ".config/vivaldi/NativeMessagingHosts/it.varco.host.json",
  ".config/opera/NativeMessagingHosts/it.varco.host.json",
  ".mozilla/native-messaging-hosts/it.varco.host.json",
  ".librewolf/native-messaging-hosts/it.varco.host.json",
  ".config/pkcs11/modules/varco.module",
  ".mozilla/pkcs11-modules/it.varco.module.json",
  ".librewolf/pkcs11-modules/it.varco.module.json",
  ".pki/nssdb/pkcs11.txt",
];
const SYSTEM_FILES = [
  "/usr/local/lib/varco/varco-host",
  "/etc/chromium/native-messaging-hosts/it.varco.host.json",
  "/etc/opt/chrome/native-messaging-hosts/it.varco.host.json",
  "/etc/opt/edge/native-messaging-hosts/it.varco.host.json",
  "/etc/vivaldi/native-messaging-hosts/it.varco.host.json",
  "/usr/lib/mozilla/native-messaging-hosts/it.varco.host.json",
  "/usr/lib64/mozilla/native-messaging-hosts/it.varco.host.json",
  "/usr/lib/librewolf/native-messaging-hosts/it.varco.host.json",
  "/usr/lib64/librewolf/native-messaging-hosts/it.varco.host.json",
];

describe("install and uninstall", () => {
  const undo: (() => void)[] = [];
  afterEach(() => {
    for (const step of undo.splice(0)) step();
  });
  const newPerson = (make: () => TestUser) => {
    const person = make();
    undo.push(person.remove);
    return person;
  };
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), "varco-system-"));
    undo.push(() => rmSync(folder, { recursive: true }));
    return folder;
  };
  const lines = (out: string, word: string) =>
    out
      .split("\n")
      .filter((line) => line.startsWith(`${word} `))
      .map((line) => line.slice(word.length + 1));

  for (const [what, prepare] of Object.entries<(database: string) => void>({
    "an empty home": () => {},
    "a database that NSS made, with a module of another program": (database) => {
      mkdirSync(database, { recursive: true });
      execFileSync("certutil", ["-N", "-d", `sql:${database}`, "--empty-password"]);
      execFileSync(
        "modutil",
        [
          "-force",
          "-dbdir",
          `sql:${database}`,
          "-add",
          "Other cards",
          "-libfile",
          join(dirname(findProxy("/")!), "opensc-pkcs11.so"),
        ],
        { stdio: "ignore" },
      );
      assert.match(readFileSync(join(database, "pkcs11.txt"), "utf8"), /Other cards/);
    },
  })) {
    it(`write what the person's browsers and p11-kit look for, and leave no trace: ${what}`, async () => {
      const { home, host, env } = newPerson(ordinaryPerson);
      prepare(join(home, ".pki/nssdb"));
      const before = tree(home);
      const installed = await run(host, ["install"], "", env);
      assert.equal(installed.code, 0, installed.err);
      assert.deepEqual(
        lines(installed.out, "written"),
        USER_FILES.map((file) => join(home, file)),
      );
      assert.deepEqual(lines(installed.out, "note:"), []);
      const written = tree(home);
      assert.equal((await run(host, ["install", "--user"], "", env)).code, 0);
      assert.deepEqual(tree(home), written);
      const uninstalled = await run(host, ["uninstall", "--user"], "", env);
      assert.equal(uninstalled.code, 0, uninstalled.err);
      assert.deepEqual(lines(uninstalled.out, "removed").sort(), USER_FILES.map((file) => join(home, file)).sort());
      assert.deepEqual(tree(home), before);
      assert.deepEqual(
        await run(host, ["uninstall"], "", env),
        { code: 0, out: "", err: "" },
        "nothing to remove is no fault",
      );
    });
  }

  it("keep the certificates that NSS has put beside our list of modules meanwhile", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    const database = join(home, ".pki/nssdb");
    await run(host, ["install"], "", env);
    execFileSync("certutil", ["-N", "-d", `sql:${database}`, "--empty-password"]);
    const made = tree(database);
    await run(host, ["uninstall"], "", env);
    const left = Object.fromEntries(Object.entries(made).filter(([name]) => name !== "pkcs11.txt"));
    assert.deepEqual(Object.keys(left), ["cert9.db", "key4.db"]);
    assert.deepEqual(tree(database), left);
  });

  it("say what Firefox itself keeps, where it knew the module, and how to be rid of that", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    await run(host, ["install"], "", env);
    assert.deepEqual(lines((await run(host, ["uninstall", "--browser", "chrome"], "", env)).out, "note:"), []);
    const [note, ...more] = lines((await run(host, ["uninstall", "--browser", "firefox"], "", env)).out, "note:");
    assert.match(note ?? "", /Firefox.*install again.*turn it off/);
    const { module_turn_off: button } = v.parse(
      v.object({ module_turn_off: v.object({ message: v.string() }) }),
      JSON.parse(readFileSync(new URL("../../../extension/_locales/en/messages.json", import.meta.url), "utf8")),
    );
    assert(note?.includes(`"${button.message}"`), "the button is called so");
    assert.deepEqual(more, []);
    const others = lines((await run(host, ["uninstall", "--browser", "librewolf"], "", env)).out, "note:");
    assert.match(others.join(), /^If you let LibreWolf use the card/);
    assert.deepEqual(lines((await run(host, ["uninstall"], "", env)).out, "note:"), []);
    assert.deepEqual(tree(home), {});
  });

  it("do it for everybody, in the places of the system, below another folder for packages", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    const root = newFolder();
    mkdirSync(join(root, "usr/lib64"), { recursive: true });
    writeFileSync(join(root, "usr/lib64/p11-kit-proxy.so"), "");
    const before = tree(root);
    const { code, out, err } = await run(host, ["install", "--system", "--root", root], "", env);
    assert.equal(code, 0, err);
    const modules = [
      "/etc/pkcs11/modules/varco.module",
      "/usr/lib/mozilla/pkcs11-modules/it.varco.module.json",
      "/usr/lib64/mozilla/pkcs11-modules/it.varco.module.json",
      "/usr/lib/librewolf/pkcs11-modules/it.varco.module.json",
      "/usr/lib64/librewolf/pkcs11-modules/it.varco.module.json",
    ];
    assert.deepEqual(
      lines(out, "written"),
      [...SYSTEM_FILES, ...modules].map((file) => join(root, file)),
    );
    assert.match(out, /^note: Chromium, Chrome, .*and Opera keep .* for each user/m);
    assert.deepEqual(tree(home), {});
    assert.equal((await run(host, ["uninstall", "--system", "--root", root], "", env)).code, 0);
    assert.deepEqual(tree(root), before);
  });

  it("leave out the module where there is no p11-kit, and name the package", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    const { code, out } = await run(host, ["install", "--root", newFolder()], "", env);
    assert.equal(code, 0);
    assert.deepEqual(
      lines(out, "written"),
      USER_FILES.filter((file) => !/module|nssdb/.test(file)).map((file) => join(home, file)),
    );
    assert.match(out, /^note: p11-kit is missing.*Debian.*libp11-kit0.*Fedora.*p11-kit/m);
  });

  it("are refused to a person for everybody, with a remedy", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    for (const command of ["install", "uninstall"]) {
      const { code, err } = await run(host, [command, "--system"], "", env);
      assert.equal(code, 1);
      assert.match(err, /^install\.root: .*\nUse sudo/);
    }
    assert.equal((await run(host, ["install", "--system", "--user"], "", env)).code, 2);
    assert.deepEqual(tree(home), {});
  });

  it("are refused to root in the home of a person, whose files would be root's then", async () => {
    const { home, host, env } = newPerson(rootPerson);
    // Who only plays root cannot give a folder away, but has a folder of somebody else.
    const others = process.getuid?.() === 0 ? home : "/";
    if (others === home) chownSync(home, 1000, 1000);
    const root = newFolder();
    for (const command of ["install", "uninstall"]) {
      for (const args of [[], ["--user"], ["--browser", "firefox"]]) {
        const { code, out, err } = await run(host, [command, ...args, "--root", root], "", { ...env, HOME: others });
        assert.deepEqual([code, out], [1, ""]);
        assert.match(err, /^install\.home: .*\nRun the command again without sudo, or with --system/);
        assert(err.includes(`: ${others}.`));
      }
    }
    assert.deepEqual([tree(home), tree(root)], [{}, {}]);
    assert.equal(
      (await run(host, ["install", "--system", "--root", root], "", { ...env, HOME: others })).code,
      0,
      "the home is nothing to that",
    );
  });

  it("are refused where others than root could change what the programs of all would run", async () => {
    const { home, env, as } = newPerson(rootPerson);
    const root = newFolder();
    const program = newFolder();
    const host = as(process.execPath, copyOfHost(program), `--devkit-system=${root}`);
    chmodSync(program, 0o777);
    for (const args of [["--system"], ["--user"]]) {
      const { code, out, err } = await run(host, ["install", ...args], "", env);
      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, /^install\.foreign: .*\nGive it to root/);
      assert(err.includes(program));
    }
    assert.deepEqual([tree(home), tree(root)], [{}, {}]);
    chmodSync(program, 0o755);
    assert.equal((await run(host, ["install", "--system"], "", env)).code, 0);
  });

  it("give root the system's module file, which alone p11-kit reads for root, and say so", async () => {
    const { home, host, env } = newPerson(rootPerson);
    const root = newFolder();
    mkdirSync(join(root, "usr/lib"), { recursive: true });
    writeFileSync(join(root, "usr/lib/p11-kit-proxy.so"), "");
    const before = [tree(home), tree(root)];
    const { code, out, err } = await run(host, ["install", "--root", root], "", env);
    assert.equal(code, 0, err);
    const file = join(root, "etc/pkcs11/modules/varco.module");
    assert(lines(out, "written").includes(file));
    assert.match(out, /^note: For root, .*varco\.module holds for all users/m);
    assert(!existsSync(join(home, ".config/pkcs11")));
    assert.equal((await run(host, ["uninstall", "--root", root], "", env)).code, 0);
    assert.deepEqual([tree(home), tree(root)], before);
  });
});
