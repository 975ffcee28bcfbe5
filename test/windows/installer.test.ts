import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { filesIn } from "../../scripts/package/tree";
import { PACKAGES_FOLDER } from "../../scripts/package/folders";
import { buildMsi } from "../../scripts/package/windows/msi";
import { FIREFOX_ID, VARCO_VERSION } from "../../shared/identity";
import { ORIGIN_ARGUMENT, Peer } from "../host/process/peer";
import { BROWSER_KEYS, installPackage, manifests, programOf, reg, registryBelow, removePackage } from "./package";
import { Windows } from "./windows";

const FOLDER = "C:\\users\\root\\AppData\\Local\\Programs\\Varco";
const PROGRAM = `${FOLDER}\\varco-host.exe`;
const ENTRIES = "Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall";
const NEXT = "99.0.0";

describe("The package for Windows", function suite() {
  this.timeout(120_000);
  let windows: Windows;
  let original: State;
  const host: { peer?: Peer } = {};

  /** Everything that an installation may change: files of drive C: but Windows' own, and the registry as text. */
  interface State {
    readonly files: string[];
    readonly registry: string[];
  }
  const state = async (): Promise<State> => {
    const registry = [
      ...inKeys(await registryBelow(windows, "HKCU\\Software")),
      ...inKeys(await registryBelow(windows, "HKLM\\Software")),
    ];
    const drive = windows.root.onDriveC();
    const files = readdirSync(drive, { recursive: true, encoding: "utf8" })
      // Windows' own: its folders for temporary files, for Windows Installer and for programs of one person.
      .filter((path) => !/^windows\/(temp|installer)|\/Local\/(Temp(\/|$)|Programs$)/i.test(path))
      .sort();
    return { files, registry };
  };
  /** Names and versions that Windows shows among the installed programs. */
  const entries = async () => {
    const found: string[] = [];
    for (const root of ["HKCU", "HKLM"]) {
      const { out } = await reg(windows, "query", `${root}\\${ENTRIES}`, "/s");
      found.push(...[...out.matchAll(/DisplayVersion\s+REG_SZ\s+(\S+)/g)].map(([, version]) => version ?? ""));
    }
    return found;
  };

  before(async () => {
    windows = await Windows.open();
    original = await state();
    await installPackage(windows);
  });
  after(async () => {
    await host.peer?.close();
    await windows.close();
  });

  it("puts every file of the program into the person's own folder of programs", () => {
    const tree = join(PACKAGES_FOLDER, "win-x64/varco");
    assert.deepEqual(filesIn(windows.here(FOLDER)), filesIn(tree));
    for (const file of filesIn(tree))
      assert.ok(readFileSync(join(windows.here(FOLDER), file)).equals(readFileSync(join(tree, file))), file);
  });

  it("is found by every browser, and shown once among the programs", async () => {
    const found = await manifests(windows);
    assert.deepEqual([...found.keys()], BROWSER_KEYS);
    for (const [key, manifest] of found) {
      const engine = ["Mozilla", "LibreWolf"].includes(key) ? "firefox" : "chromium";
      assert.equal(manifest, `${FOLDER}\\it.varco.host.${engine}.json`);
      assert.equal(programOf(windows, manifest), PROGRAM);
    }
    assert.deepEqual(await entries(), [VARCO_VERSION]);
  });

  it("answers browsers in each way in which they start a host", async () => {
    const firefox = (await manifests(windows)).get("Mozilla")!;
    const window = "--parent-window=131586";
    const olderChrome = `/d /s /c ""${PROGRAM}" ${ORIGIN_ARGUMENT} ${window}"`;
    const ways = [
      windows.command(PROGRAM, [ORIGIN_ARGUMENT, window]),
      windows.command(PROGRAM, [firefox, FIREFOX_ID]),
      windows.command("C:\\windows\\system32\\cmd.exe", [olderChrome], { verbatim: true }),
    ];
    for (const way of ways) {
      const peer = new Peer(way, []);
      await peer.hello();
      assert.equal(await peer.close(), 0);
    }
  });

  it("refuses another extension", async () => {
    const peer = new Peer(windows.command(PROGRAM), ["chrome-extension://abcdefghijklmnopabcdefghijklmnop/"]);
    await peer.message((message): message is Extract<typeof message, { kind: "fault" }> => message.kind === "fault");
    await peer.close();
  });

  it("registers itself again where a person has deleted keys, and takes only its own back", async () => {
    const foreign = "HKCU\\Software\\Microsoft\\Edge\\NativeMessagingHosts\\it.varco.host";
    assert.equal((await windows.run(PROGRAM, ["uninstall"])).code, 0);
    assert.deepEqual([...(await manifests(windows))], []);
    await reg(windows, "add", foreign, "/ve", "/d", "C:\\another\\host.json", "/f");
    assert.equal((await windows.run(PROGRAM, ["uninstall"])).code, 0);
    assert.deepEqual([...(await manifests(windows))], [["Microsoft\\Edge", "C:\\another\\host.json"]]);
    const { code, out } = await windows.run(PROGRAM, ["install"]);
    assert.equal(code, 0);
    assert.match(out, /^written HKEY_CURRENT_USER\\Software\\Mozilla\\NativeMessagingHosts\\it\.varco\.host$/m);
    const found = [...(await manifests(windows)).values()];
    assert.equal(found.length, BROWSER_KEYS.length);
    for (const manifest of found) assert.equal(programOf(windows, manifest), PROGRAM);
  });

  it("gives way to a newer package while a browser still uses it", async () => {
    host.peer = new Peer(windows.command(PROGRAM));
    await host.peer.hello();
    buildMsi(join(PACKAGES_FOLDER, "win-x64/varco"), { version: NEXT, time: 1_893_456_000 }, windows.root.work);
    await installPackage(windows, "Z:\\work\\varco-99.0.0-win-x64.msi");
    assert.deepEqual(await entries(), [NEXT]);
    const peer = new Peer(windows.command(programOf(windows, (await manifests(windows)).get("Chromium"))));
    await peer.hello();
    assert.equal(await peer.close(), 0);
    await assert.rejects(host.peer.request("probe", { url: "https://localhost:1/" }), { code: "server.unreachable" });
    assert.equal(await host.peer.close(), 0);
  });

  it("leaves files and registry as they were before", async () => {
    await removePackage(windows, "Z:\\work\\varco-99.0.0-win-x64.msi");
    const after = await state();
    assert.deepEqual(added(original.files, after.files), []);
    assert.deepEqual(added(original.registry, after.registry), []);
    assert.deepEqual(added(after.registry, original.registry), []);
  });
});

/** Keys in which Windows, Windows Installer and Wine themselves keep something, whatever is installed. */
const WINDOWS_OWN = [
  /\\Microsoft\\SystemCertificates\\/,
  /^\[HKEY_CURRENT_USER\\Software\\Wine\\/,
  // Empty keys: whatever it keeps of a product is below them.
  /\\Installer(\\(Features|Products|UpgradeCodes|UserData(\\S-[\d-]+(\\(Components|Products))?)?))?\]$/,
];

/** The lines of an export behind their keys, without those of Windows itself. */
function inKeys(lines: readonly string[]): string[] {
  let key = "";
  return lines.flatMap((line) => {
    if (line.startsWith("[")) key = line;
    return line === "" || WINDOWS_OWN.some((own) => own.test(key)) ? [] : [`${key} ${line}`];
  });
}

/** What of the second list the first one lacks. */
function added(first: readonly string[], second: readonly string[]): string[] {
  const known = new Set(first);
  return second.filter((one) => !known.has(one));
}
