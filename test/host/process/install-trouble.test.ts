import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { FIREFOX_ID } from "../../../shared/identity";
import { tree } from "../../unit/install/tree";
import { Peer } from "./peer";
import { copyOfHost } from "./root-program";
import { run } from "./run";
import { ordinaryPerson, rootPerson, type TestUser } from "./test-user";

const HOST = fileURLToPath(new URL("../../../dist/host/main.cjs", import.meta.url));
const FIREFOX = ".mozilla/native-messaging-hosts/it.varco.host.json";
const CHROMIUM = ".config/chromium/NativeMessagingHosts/it.varco.host.json";

describe("install and uninstall, in trouble", () => {
  const undo: (() => void)[] = [];
  afterEach(() => {
    for (const step of undo.splice(0).reverse()) step();
  });
  const newPerson = (make: () => TestUser) => {
    const person = make();
    undo.push(person.remove);
    return person;
  };
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), "varco-trouble-"));
    undo.push(() => rmSync(folder, { recursive: true }));
    return folder;
  };

  /** Runs words of a shell in a namespace of mounts: `host` is the host, and HOME a disk of its own. */
  async function onDisk(words: string): Promise<string[]> {
    const { home, as, env } = newPerson(rootPerson);
    const [command, ...rest] = as("unshare", "--user", "--map-root-user", "--mount", "sh", "-c");
    const host = `host() { "${process.execPath}" "${HOST}" "$@" --root "${newFolder()}" 2>&1 >/dev/null | head -n 1; }`;
    const disk = `mount -t tmpfs -o size=64k none "${home}" && cd "${home}"`;
    const { code, out, err } = await run([command, ...rest, `${disk}\n${host}\n${words}`], [], "", env);
    assert.equal(code, 0, err);
    return out.split("\n");
  }

  it("on a full disk: said so, and nothing is there; once there is room all is, and a full disk keeps nobody", async () => {
    const said = await onDisk(`
      head -c 40k /dev/zero >big
      host install; find . | sort
      rm big; host install; find . -name '*.json' | wc -l
      cat /dev/zero >big 2>/dev/null
      host install; find . -name '.varco-*' | wc -l
      host uninstall; find . | sort
    `);
    const [full = "", ...rest] = said;
    assert.match(full, /^install\.full: The disk is full, so nothing was changed: /);
    assert.deepEqual(rest.slice(0, 3), [".", "./big", "11"]);
    assert.match(rest[3] ?? "", /^install\.full: /);
    assert.deepEqual(rest.slice(4), ["0", ".", "./big", ""]);
  });

  it("on a disk that cannot be written: said so, and nothing is lost", async () => {
    const said = await onDisk(`
      host install
      mount -o remount,ro .
      before=$(find . | sort); host install; host uninstall; test "$before" = "$(find . | sort)" && echo same
    `);
    assert.match(said[0] ?? "", /^install\.write: .*: EROFS\.$/);
    assert.match(said[1] ?? "", /^install\.write: .*: EROFS\.$/);
    assert.deepEqual(said.slice(2), ["same", ""]);
  });

  it("in a home that nobody may write to: said so, with a remedy", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    chmodSync(home, 0o555);
    undo.push(() => chmodSync(home, 0o755));
    const { code, out, err } = await run(host, ["install"], "", env);
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /^install\.write: .*EACCES\.\nCheck who owns/);
    assert.deepEqual(tree(home), {});
  });

  it("in a home with quotes, umlauts, blanks and 200 characters: the host starts, and no trace is left", async () => {
    const name = `Grüße "d'été"  100% $(exit) \\` + "`id`" + ` ; ñ & *?[x] ~ {Zoë}`.padEnd(194, " ab");
    const { home, host, env } = newPerson(() => ordinaryPerson(name));
    assert((await run(host, ["install"], "", env)).code === 0);
    const peer = new Peer([manifestPath(join(home, FIREFOX))], ["/it.varco.host.json", FIREFOX_ID], env);
    await peer.hello();
    assert.equal(await peer.close(), 0);
    assert((await run(host, ["uninstall"], "", env)).code === 0);
    assert.deepEqual(tree(home), {});
  });

  it("with manifests that somebody has edited: install mends them, uninstall takes them and nothing else", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    const edge = join(home, ".config/microsoft-edge/NativeMessagingHosts/it.varco.host.json");
    const spoil = () => {
      writeFileSync(join(home, CHROMIUM), "{");
      writeFileSync(join(home, FIREFOX), '{ "path": "/elsewhere" }');
      rmSync(edge);
      writeFileSync(join(home, "mine.json"), "mine");
      symlinkSync(join(home, "gone.json"), edge);
    };
    await run(host, ["install"], "", env);
    const whole = tree(home);
    spoil();
    assert.equal((await run(host, ["install"], "", env)).code, 0);
    rmSync(join(home, "mine.json"));
    assert.deepEqual(tree(home), whole);
    spoil();
    assert.equal((await run(host, ["uninstall"], "", env)).code, 0);
    assert.deepEqual(Object.keys(tree(home)), ["mine.json"]);
  });

  it("with two installations of one person: the last one counts, and says whose place it took", async () => {
    const { home, as, host, env } = newPerson(ordinaryPerson);
    const clone = newFolder();
    const other = as(process.execPath, copyOfHost(clone));
    await run(host, ["install"], "", env);
    const { out } = await run(other, ["install"], "", env);
    assert(out.includes("note: This took the place of another Varco: "), out);
    assert(out.includes(HOST), out);
    const script = readFileSync(join(home, ".local/share/varco/varco-host"), "utf8");
    assert(script.includes(clone) && !script.includes(HOST));
    assert.doesNotMatch((await run(other, ["install"], "", env)).out, /took the place/);
    await run(host, ["uninstall"], "", env);
    assert.deepEqual(tree(home), {}, "either takes it away");
  });

  it("with a package for everybody and a clone for one person: the person's counts, and each says so", async () => {
    const { home, as, env } = newPerson(rootPerson);
    const root = newFolder();
    const host = as(process.execPath, copyOfHost(newFolder()), `--devkit-system=${root}`);
    await run(host, ["install", "--system"], "", env);
    const everybodys = tree(root);
    const { out } = await run(host, ["install"], "", env);
    assert.match(out, /^note: Varco is registered for everybody, too: \/usr\/local\/lib\/varco\/varco-host\. Your/m);
    const left = await run(host, ["uninstall"], "", env);
    assert.match(left.out, /^note: Varco stays registered for everybody: \/usr\/local\/lib\/varco\/varco-host\.$/m);
    assert.deepEqual(tree(home), {});
    assert.deepEqual(tree(root), everybodys, "the package's files are not the person's");
  });

  it("killed while it renames: the next run goes on, and one more leaves nothing", async () => {
    const { home, as, host, env } = newPerson(ordinaryPerson);
    const kill = join(newFolder(), "kill.cjs");
    writeFileSync(
      kill,
      `const fs = require("node:fs"); const real = fs.renameSync; let left = Number(process.env.RENAMES);
       fs.renameSync = (...args) => { if (left-- === 0) process.kill(process.pid, "SIGKILL"); real(...args); };`,
    );
    for (const renames of [0, 1, 9]) {
      const killed = await run(as(process.execPath, "--require", kill, HOST), ["install"], "", {
        ...env,
        RENAMES: String(renames),
      });
      assert.notEqual(killed.code, 0);
      assert(
        Object.keys(tree(home)).some((file) => file.includes(".varco-")),
        "it was cut short",
      );
      if (renames > 0) assert.equal((await run(host, ["install"], "", env)).code, 0);
      assert.equal((await run(host, ["uninstall"], "", env)).code, 0);
      assert.deepEqual(tree(home), {});
    }
  });

  it("over a newer version: said so, and nothing is touched", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    mkdirSync(join(home, ".local/share/varco"), { recursive: true });
    writeFileSync(join(home, ".local/share/varco/made.json"), '{ "version": 3 }');
    const before = tree(home);
    for (const command of ["install", "uninstall"]) {
      const { code, out, err } = await run(host, [command], "", env);
      assert.deepEqual([code, out], [1, ""]);
      assert.match(err, /^install\.newer: .*made\.json\.\nInstall with the newer version, or uninstall with it first/);
    }
    assert.deepEqual(tree(home), before);
  });

  it("with a profile folder: registered in there alone, taken away with the rest or by its name", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    const folder = join(newFolder(), "a profile");
    const file = join(folder, "NativeMessagingHosts/it.varco.host.json");
    for (const words of [[], ["--profile-folder", folder]]) {
      assert.equal((await run(host, ["install", "--profile-folder", folder], "", env)).code, 0);
      assert.deepEqual(
        Object.keys(tree(home)).filter((name) => !name.startsWith(".local")),
        [],
      );
      assert.equal(manifestPath(file), join(home, ".local/share/varco/varco-host"));
      await run(host, ["uninstall", "--browser", "firefox"], "", env);
      assert.equal(manifestPath(file), join(home, ".local/share/varco/varco-host"), "that is another matter");
      assert.equal((await run(host, ["uninstall", ...words], "", env)).code, 0);
      assert.deepEqual([tree(home), tree(join(folder, ".."))], [{}, {}]);
    }
  });

  it("with a profile folder that has no use for it: said why", async () => {
    const { home, host, env } = newPerson(ordinaryPerson);
    const folder = newFolder();
    writeFileSync(join(folder, "prefs.js"), "");
    const firefox = await run(host, ["install", "--profile-folder", folder], "", env);
    assert.equal(firefox.code, 2);
    assert.match(firefox.err, /is a profile of Firefox, which finds Varco with any profile/);
    assert.equal((await run(host, ["install", "--system", "--profile-folder", "/x"], "", env)).code, 2);
    assert.deepEqual(tree(home), {});
  });
});

function manifestPath(file: string): string {
  return v.parse(v.object({ path: v.string() }), JSON.parse(readFileSync(file, "utf8"))).path;
}
