import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FIREFOX_ID } from "../../../shared/identity";
import { findProxy } from "../../../native-host/install/proxy";
import { tree } from "../../unit/install/tree";
import { ORIGIN_ARGUMENT, Peer } from "./peer";
import { ordinaryPerson, rootPerson, type TestUser } from "./test-user";
import { copyOfHost } from "./root-program";
import { run } from "./run";

const DEVKIT_HOST = [
  process.execPath,
  fileURLToPath(new URL("../../../dist/devkit/host.cjs", import.meta.url)),
] as const;
const PROXY = findProxy("/") ?? "";

describe("The registered module", () => {
  const undo: (() => unknown)[] = [];
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step();
  });
  const newPerson = (make: (name?: string) => TestUser, name?: string) => {
    const person = make(name);
    undo.push(person.remove);
    return person;
  };
  const p11kit = async ({ as, env }: TestUser) => {
    const { out } = await run(as("p11-kit", "list-modules"), [], "", env);
    return new Map(out.split(/\n(?=\S)/).map((text) => [/^[^:\s]*/.exec(text)?.[0] ?? "", text]));
  };

  it('is started by p11-kit with the argument "module", whatever the path of the home is', async () => {
    const person = newPerson(ordinaryPerson, 'it\'s "a" home\\ 100% \\\'of\\" $(mine) & a  b\t\\\\-');
    assert.equal((await run(person.host, ["install"], "", person.env)).code, 0);
    const script = join(person.home, ".local/share/varco/varco-host");
    const told = join(person.home, "told");
    renameSync(script, `${script}.real`);
    writeFileSync(script, '#!/bin/sh\nprintf "%s\\n" "$0" "$@" > "$HOME/told"\nexec "$0.real" "$@"\n');
    chmodSync(script, 0o755);
    const modules = await p11kit(person);
    assert.match(modules.get("varco") ?? "", /library-manufacturer: .*Varco/i);
    assert.equal(readFileSync(told, "utf8"), `${script}\nmodule\n`);
    assert.equal((await run(person.host, ["uninstall"], "", person.env)).code, 0);
    assert(!(await p11kit(person)).has("varco"));
  });

  it("is not seen by p11-kit where its settings leave a person's modules out: install says so", async () => {
    const person = newPerson(ordinaryPerson);
    const settings = join(person.home, ".config/pkcs11/pkcs11.conf");
    const install = async () => (await run(person.host, ["install"], "", person.env)).out;
    assert.doesNotMatch(await install(), /user-config/);
    for (const [value, seen] of [
      ["none", false],
      ["only", true],
      ["merge", true],
    ] as const) {
      writeFileSync(settings, `user-config: ${value}\n`);
      assert.equal((await p11kit(person)).has("varco"), seen, value);
      assert.equal((await install()).includes(`note: p11-kit does not read`), !seen, value);
    }
  });

  it("stands beside the modules of other programs in an NSS database, all of them loaded", async () => {
    const person = newPerson(ordinaryPerson);
    const { home, host, env, as } = person;
    const database = join(home, ".pki/nssdb");
    const list = async () => (await run(as("modutil", "-list", "-dbdir", `sql:${database}`), [], "", env)).out;
    const statuses = (out: string) =>
      [...out.matchAll(/^ {2}\d+\. (.*)[^]*?status: (.*)$/gm)].map(([, name, status]) => `${name}: ${status}`);
    mkdirSync(database, { recursive: true });
    assert.equal((await run(["certutil", "-N", "-d", `sql:${database}`, "--empty-password"], [])).code, 0);
    const theirs = `library=${join(dirname(PROXY), "opensc-pkcs11.so")}\nname=Other cards\n`;
    writeFileSync(join(database, "pkcs11.txt"), `${readFileSync(join(database, "pkcs11.txt"), "utf8")}${theirs}`);
    const before = await list();
    assert.deepEqual(statuses(before), ["NSS Internal PKCS #11 Module: loaded", "Other cards: loaded"]);
    await run(host, ["install"], "", env);
    assert.deepEqual(statuses(await list()), [
      "NSS Internal PKCS #11 Module: loaded",
      "Other cards: loaded",
      "it.varco.module: loaded",
    ]);
    // Another program writes the list: NSS puts what it changes last.
    assert.equal(
      (await run(["modutil", "-force", "-dbdir", `sql:${database}`, "-disable", "Other cards"], [], "", env)).code,
      0,
    );
    assert.match(readFileSync(join(database, "pkcs11.txt"), "utf8"), /it\.varco\.module[^]*Other cards/);
    await run(host, ["install"], "", env);
    assert.equal([...readFileSync(join(database, "pkcs11.txt"), "utf8").matchAll(/it\.varco\.module/g)].length, 1);
    await run(host, ["uninstall"], "", env);
    const left = statuses(await list());
    assert.equal(left.length, 2);
    assert.match(left[1] ?? "", /^Other cards/);
  });

  describe("asked for by the extension", () => {
    const newSystem = (...files: string[]) => {
      const folder = mkdtempSync(join(tmpdir(), "varco-system-"));
      undo.push(() => rmSync(folder, { recursive: true }));
      for (const file of files) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), "");
      }
      return folder;
    };
    const newHost = async (
      { as, env }: TestUser,
      system: string,
      caller = [ORIGIN_ARGUMENT],
      host: readonly [string, string] = DEVKIT_HOST,
    ) => {
      const peer = new Peer(as(...host, `--devkit-system=${system}`), caller, env);
      undo.push(() => peer.close());
      await peer.hello();
      return peer;
    };
    const firefox = ["/somewhere/it.varco.host.json", FIREFOX_ID];

    it("is registered once it is wanted, for this person and both engines", async () => {
      const person = newPerson(ordinaryPerson);
      const system = newSystem("usr/lib/p11-kit-proxy.so");
      const peer = await newHost(person, system);
      assert.deepEqual(await peer.request("module", {}), { state: "possible" });
      assert.deepEqual(tree(person.home), {}, "asking writes nothing");
      assert.deepEqual(await peer.request("registerModule", {}), { state: "registered" });
      assert.deepEqual(await peer.request("module", {}), { state: "registered" });
      const other = await newHost(person, system, firefox);
      assert.deepEqual(await other.request("module", {}), { state: "registered" });
      const files = Object.keys(tree(person.home)).filter(
        (name) => name.includes("varco") || name.includes("pkcs11.txt"),
      );
      assert.deepEqual(
        files.filter((name) => name.includes("it.varco.host")),
        [],
        "who is talked with is registered already",
      );
      const script = readFileSync(join(person.home, ".local/share/varco/varco-host"), "utf8");
      assert(script.includes(`'--devkit-system=${system}'`), "the module is this host, as it was started");
      assert.deepEqual(await other.request("registerModule", {}), { state: "registered" });
      assert.equal((await run(person.host, ["uninstall"], "", person.env)).code, 0);
      assert.deepEqual(tree(person.home), {});
      assert.deepEqual(await other.request("module", {}), { state: "possible" });
    });

    it("is taken out of Chromium and Chrome again, for good, and stays for other programs", async () => {
      const person = newPerson(ordinaryPerson);
      const system = newSystem("usr/lib/p11-kit-proxy.so");
      const list = join(person.home, ".pki/nssdb/pkcs11.txt");
      mkdirSync(dirname(list), { recursive: true });
      writeFileSync(list, "library=/somewhere/cards.so\nname=Other cards\n\n");
      const before = tree(join(person.home, ".pki"));
      const peer = await newHost(person, system);
      await peer.request("registerModule", {});
      assert.notDeepEqual(tree(join(person.home, ".pki")), before);
      const inFirefox = await newHost(person, system, firefox);
      assert.deepEqual(
        await inFirefox.request("unregisterModule", {}),
        { state: "registered" },
        "its extension does that",
      );
      assert.deepEqual(await peer.request("unregisterModule", {}), { state: "possible" });
      assert.deepEqual(tree(join(person.home, ".pki")), before);
      assert.deepEqual(await peer.request("unregisterModule", {}), { state: "possible" }, "twice is no fault");
      assert.deepEqual(await inFirefox.request("module", {}), { state: "registered" });
      assert.deepEqual(await peer.request("registerModule", {}), { state: "registered" });
    });

    it("is not taken out where the browser has it by an entry of somebody else", async () => {
      const person = newPerson(ordinaryPerson);
      const peer = await newHost(person, newSystem("usr/lib/p11-kit-proxy.so"));
      const list = join(person.home, ".pki/nssdb/pkcs11.txt");
      mkdirSync(dirname(list), { recursive: true });
      writeFileSync(list, "library=/usr/lib/p11-kit-proxy.so\nname=All of p11-kit\n\n");
      await peer.request("registerModule", {});
      const before = tree(join(person.home, ".pki"));
      await assert.rejects(peer.request("unregisterModule", {}), { code: "module.elsewhere", details: { path: list } });
      assert.deepEqual(tree(join(person.home, ".pki")), before);
      assert.deepEqual(await peer.request("module", {}), { state: "registered" });
    });

    it("cannot be had without p11-kit, and nothing is written then", async () => {
      const person = newPerson(ordinaryPerson);
      const peer = await newHost(person, newSystem());
      assert.deepEqual(await peer.request("module", {}), { state: "unavailable" });
      assert.deepEqual(await peer.request("registerModule", {}), { state: "unavailable" });
      assert.deepEqual(tree(person.home), {});
    });

    it("is put where p11-kit looks for root's modules, for root, unless others could change the program", async () => {
      const person = newPerson(rootPerson);
      const system = newSystem("usr/lib64/p11-kit-proxy.so");
      // A program of root's own, whoever owns the checkout.
      const program = newSystem();
      const peer = await newHost(person, system, firefox, [process.execPath, copyOfHost(program)]);
      chmodSync(program, 0o777);
      await assert.rejects(peer.request("registerModule", {}), { code: "install.foreign", details: { path: program } });
      assert(!Object.keys(tree(system)).includes("etc/pkcs11/modules/varco.module"));
      chmodSync(program, 0o755);
      assert.deepEqual(await peer.request("registerModule", {}), { state: "registered" });
      assert(Object.keys(tree(system)).includes("etc/pkcs11/modules/varco.module"));
    });

    it("is refused, and nothing is written, where p11-kit would not see it", async () => {
      const person = newPerson(ordinaryPerson);
      const system = newSystem("usr/lib/p11-kit-proxy.so", "etc/pkcs11/pkcs11.conf");
      const settings = join(system, "etc/pkcs11/pkcs11.conf");
      writeFileSync(settings, "user-config: none\n");
      const peer = await newHost(person, system);
      await assert.rejects(peer.request("registerModule", {}), { code: "module.hidden", details: { path: settings } });
      assert.deepEqual(tree(person.home), {});
      writeFileSync(settings, "user-config: merge\n");
      assert.deepEqual(await peer.request("registerModule", {}), { state: "registered" });
    });

    it("fails with a code that the extension can explain", async () => {
      const person = newPerson(ordinaryPerson);
      writeFileSync(join(person.home, ".mozilla"), "a file where a folder should be");
      const peer = await newHost(person, newSystem("usr/lib/p11-kit-proxy.so"));
      await assert.rejects(peer.request("registerModule", {}), { code: "install.write" });
      assert.deepEqual(await peer.request("module", {}), { state: "possible" });
    });
  });
});
