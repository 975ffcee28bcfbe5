import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { contentOf } from "../../scripts/package/download";
import { buildFlatPackage, OLDEST } from "../../scripts/package/macos/flat-package";
import { FOLDER, PROGRAM } from "../../scripts/package/macos/layout";
import { buildZip } from "../../scripts/package/macos/zip";
import { SYSTEMS } from "../../scripts/package/systems";
import { nodeArchive } from "../../scripts/package/tree";
import { VARCO_VERSION } from "../../shared/identity";
import { CPU_TYPE_ARM64, CPU_TYPE_X86_64, machO, MH_DYLIB, MH_EXECUTE } from "./macho";
import { packedTree } from "./packed";

const TIME = 1_700_000_000;
const MANIFEST = v.object({ name: v.literal("it.varco.host"), path: v.string(), type: v.literal("stdio") });

describe("The programs for macOS", function suite() {
  this.timeout(30_000);
  for (const { system, processor, signed } of [
    // Apple's processors run nothing without a signature, if only one without a name.
    { system: "darwin-arm64", processor: CPU_TYPE_ARM64, signed: true },
    { system: "darwin-x64", processor: CPU_TYPE_X86_64, signed: false },
  ])
    it(`have a signed Node and an add-on for the processor: ${system}`, () => {
      const tree = packedTree(system);
      // A change in its bytes would break the signature of its makers.
      assert.ok(readFileSync(join(tree, "node")).equals(publishedNode(system)));
      const node = machO(join(tree, "node"));
      assert.deepEqual(node, { processor, type: MH_EXECUTE, oldest: OLDEST, signed: true });
      const addOn = join(tree, `node_modules/@koromix/koffi-${system}/${system.replace("-", "_")}/koffi.node`);
      assert.deepEqual(machO(addOn), { processor, type: MH_DYLIB, oldest: "11.0", signed });
    });
});

/** Node as its npm package has it, whose hash is pinned. */
function publishedNode(name: string): Buffer {
  const { node } = SYSTEMS.find((system) => system.name === name)!;
  return contentOf(nodeArchive(node.package), node.file);
}

describe("The packages for macOS", function suite() {
  this.timeout(60_000);
  let work: string;
  let tree: string;
  /** What Apple's installer would have put below `/`. */
  let root: string;
  before(() => {
    work = mkdtempSync(join(tmpdir(), "varco-macos-"));
    tree = join(work, "tree");
    // Without Node: it is most of the bytes, and is looked at above. The same Node of this system stands for it.
    const node = join(packedTree(`${process.platform}-${process.arch}`), "node");
    cpSync(packedTree("darwin-arm64"), tree, { recursive: true, filter: (path) => !path.endsWith("/varco/node") });
    writeFileSync(join(work, "mac.cjs"), 'Object.defineProperty(process, "platform", { value: "darwin" });\n');
    writeFileSync(join(tree, "node"), `#!/bin/sh\nexec '${node}' --require '${work}/mac.cjs' "$@"\n`);
    chmodSync(join(tree, "node"), 0o755);
    buildFlatPackage(tree, "arm64", TIME, join(work, "varco.pkg"));
    buildZip(tree, TIME, join(work, "varco.zip"));
    root = unpack();
  });
  after(() => rmSync(work, { recursive: true, force: true }));

  /** Unpacks package and payload, as libarchive and cpio read them, into a new folder. */
  function unpack(): string {
    const parts = mkdtempSync(join(work, "parts-"));
    execFileSync("bsdtar", ["-xf", join(work, "varco.pkg"), "-C", parts]);
    const folder = mkdtempSync(join(work, "root-"));
    execFileSync("bsdtar", ["-xpf", join(parts, "varco.pkg/Payload"), "-C", folder]);
    return folder;
  }

  const everything = (folder: string) => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();

  it("are the same bytes each time", () => {
    for (const [name, build] of [
      ["varco.pkg", (file: string) => buildFlatPackage(tree, "arm64", TIME, file)],
      ["varco.zip", (file: string) => buildZip(tree, TIME, file)],
    ] as const) {
      build(join(work, "again"));
      assert.ok(readFileSync(join(work, name)).equals(readFileSync(join(work, "again"))), name);
    }
  });

  it("have in the package what the installer asks for, and no script", () => {
    const parts = mkdtempSync(join(work, "parts-"));
    execFileSync("bsdtar", ["-xf", join(work, "varco.pkg"), "-C", parts]);
    const names = everything(parts).filter((name) => statSync(join(parts, name)).isFile());
    assert.deepEqual(
      names.sort(),
      [
        "Distribution",
        ...["de", "en", "it"].map((language) => `Resources/${language}.lproj/conclusion.html`),
        ...["Bom", "PackageInfo", "Payload"].map((name) => `varco.pkg/${name}`),
      ].sort(),
    );
  });

  it("install the program as it was built, and nothing that others than root can write", () => {
    const program = join(root, FOLDER, "program");
    assert.deepEqual(everything(program), everything(tree));
    for (const name of everything(tree)) {
      const built = join(tree, name);
      if (statSync(built).isFile()) assert.ok(readFileSync(built).equals(readFileSync(join(program, name))), name);
    }
    for (const name of everything(root)) {
      const { mode, uid, gid } = statSync(join(root, name));
      const started = /(^|\/)(node|varco-host|uninstall\.command)$/.test(name) || (mode & 0o40000) !== 0;
      assert.equal(mode & 0o777, started ? 0o755 : 0o644, name);
      // Who unpacks as root gets the owners of the archive.
      if (process.getuid?.() === 0) assert.deepEqual([uid, gid], [0, 0], name);
    }
  });

  it("have one manifest in each browser's folder, which names a program that is there", () => {
    const found = everything(root).filter((name) => name.endsWith(".json") && name.includes("NativeMessagingHosts"));
    assert.ok(found.length >= 3);
    for (const name of found) {
      const { path } = v.parse(MANIFEST, JSON.parse(readFileSync(join(root, name), "utf8")));
      assert.equal(path, PROGRAM);
      assert.ok(statSync(join(root, path)).mode & 0o111);
    }
  });

  it("have scripts that the shell understands, and a start script that starts the host from any folder", () => {
    const scripts = everything(root).filter((name) => /(varco-host|\.command)$/.test(name));
    assert.equal(scripts.length, 3);
    for (const name of scripts) execFileSync("/bin/sh", ["-n", join(root, name)]);
    for (const start of [join(root, PROGRAM), join(root, FOLDER, "bin/varco-host")])
      assert.equal(execFileSync(start, ["--version"], { cwd: "/", encoding: "utf8" }), `${VARCO_VERSION}\n`);
    const named = readFileSync(join(root, "private/etc/paths.d/varco"), "utf8");
    assert.deepEqual(readdirSync(join(root, named.trim())), ["varco-host"]);
  });

  it("remove everything by the script that they install, but no file of another program", () => {
    const whole = unpack();
    const foreign = join(whole, "Library/Google/Chrome/NativeMessagingHosts/other.json");
    const taken = join(whole, "Library/Application Support/Mozilla/NativeMessagingHosts/it.varco.host.json");
    writeFileSync(foreign, "{}");
    writeFileSync(taken, '{ "path": "/elsewhere/varco-host" }');
    execFileSync("/bin/sh", [join(whole, FOLDER, "uninstall.command")]);
    const left = everything(whole).filter((name) => statSync(join(whole, name)).isFile());
    assert.deepEqual(
      left.map((name) => join(whole, name)),
      [taken, foreign].sort(),
    );
    const other = unpack();
    execFileSync("/bin/sh", [join(other, FOLDER, "uninstall.command")]);
    assert.deepEqual(everything(other), [
      "Library",
      "Library/Application Support",
      "private",
      "private/etc",
      "private/etc/paths.d",
    ]);
  });

  it("do nothing by that script elsewhere", () => {
    const script = join(work, "uninstall.command");
    cpSync(join(root, FOLDER, "uninstall.command"), script);
    const before = everything(work);
    assert.throws(() => execFileSync("/bin/sh", [script], { stdio: "pipe" }), /works in .* only/);
    assert.deepEqual(everything(work), before);
  });

  it("install for one user from the zip file, again over it, and remove it all", () => {
    const home = join(work, "home");
    mkdirSync(home, { mode: 0o700 });
    execFileSync("bsdtar", ["-xf", join(work, "varco.zip"), "-C", work]);
    const env = { HOME: home, PATH: process.env["PATH"] };
    const folder = join(work, `varco-${VARCO_VERSION}`);
    const library = join(home, "Library/Application Support");
    const command = (name: string) => execFileSync(join(folder, name), { cwd: "/", env, encoding: "utf8" });
    command("install.command");
    const first = everything(home);
    command("install.command");
    assert.deepEqual(everything(home), first);
    rmSync(join(folder, "program"), { recursive: true });
    for (const name of ["Mozilla", "Google/Chrome", "Chromium"]) {
      const manifest = join(library, name, "NativeMessagingHosts/it.varco.host.json");
      const { path } = v.parse(MANIFEST, JSON.parse(readFileSync(manifest, "utf8")));
      assert.equal(execFileSync(path, ["--version"], { env, encoding: "utf8" }), `${VARCO_VERSION}\n`);
    }
    command("uninstall.command");
    assert.ok(!existsSync(join(library, "varco")));
    assert.deepEqual(everything(home), ["Library", "Library/Application Support"]);
  });
});
