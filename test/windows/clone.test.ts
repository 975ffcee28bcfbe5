import assert from "node:assert/strict";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { PACKAGES_FOLDER } from "../../scripts/package/folders";
import { examinationOf, findingOf } from "../host/doctor/examination";
import { ORIGIN_ARGUMENT, Peer } from "../host/process/peer";
import { manifests, programOf, reg } from "./package";
import { Windows } from "./windows";

const TREE = join(PACKAGES_FOLDER, "win-x64/varco");
/** The package's program, as Wine sees it. */
const PACKAGE = "Z:\\packages\\win-x64\\varco";
/** What cmd.exe makes something of, and 200 characters. The cmd.exe of Wine reads other letters in one code page only. */
const FOLDER = `C:\\Program & (prova) 100% ^\\${"lungo ".repeat(28)}fine`;
/** Letters that the code page of a console lacks. */
const LOCAL = "C:\\users\\root\\Àda d'Öre 100% ^&";
const INTERNET = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";

describe("A host on Windows that no package has installed, in folders with odd names", function suite() {
  this.timeout(120_000);
  let windows: Windows;

  before(async () => {
    windows = await Windows.open();
    const folder = windows.here(FOLDER);
    mkdirSync(folder, { recursive: true });
    mkdirSync(windows.here(LOCAL), { recursive: true });
    for (const part of ["node.exe", "host", "node_modules"])
      cpSync(join(TREE, part), join(folder, part), { recursive: true });
  });
  after(() => windows.close());

  const host = (...args: string[]) =>
    windows.run(`${FOLDER}\\node.exe`, [`${FOLDER}\\host\\main.cjs`, ...args], "", { env: { LOCALAPPDATA: LOCAL } });

  it("is registered by a script, answers the browser that starts it, and is gone again", async () => {
    const installed = await host("install", "--browser", "chrome");
    assert.equal(installed.code, 0, installed.err);
    assert.ok(installed.out.includes(`written ${LOCAL}\\Varco\\varco-host.cmd\n`), installed.out);
    const manifest = (await manifests(windows)).get("Google\\Chrome");
    assert.equal(manifest, `${LOCAL}\\Varco\\it.varco.host.chromium.json`);
    const script = programOf(windows, manifest);
    assert.match(readFileSync(windows.here(script), "utf8"), /\r\n/);
    // Chrome starts what is no .exe in this way.
    const line = `/d /s /c ""${script}" ${ORIGIN_ARGUMENT} --parent-window=0"`;
    const env = { NODE_OPTIONS: "--require=C:\\missing.cjs" };
    const peer = new Peer(windows.command("C:\\windows\\system32\\cmd.exe", [line], { verbatim: true, env }), []);
    await peer.hello();
    assert.equal(await peer.close(), 0);
    const examination = examinationOf(JSON.parse((await host("doctor", "--json")).out));
    assert.equal(findingOf(examination, "host.version").outcome, "same", "the doctor starts the script as well");
    assert.equal((await host("uninstall")).code, 0);
    assert.deepEqual([...(await manifests(windows))], []);
    assert.throws(() => readFileSync(windows.here(manifest)), { code: "ENOENT" });
  });

  it("is told apart from the package of the computer, whose doctor knows how to take it back", async () => {
    const keys = { chromium: "Google\\Chrome", firefox: "Mozilla" };
    const nameOf = (browser: string) => `Software\\${browser}\\NativeMessagingHosts\\it.varco.host`;
    for (const [engine, browser] of Object.entries(keys))
      await reg(
        windows,
        "add",
        `HKLM\\${nameOf(browser)}`,
        "/ve",
        "/d",
        `${PACKAGE}\\it.varco.host.${engine}.json`,
        "/f",
      );
    assert.equal((await host("install")).code, 0);
    const left = `${LOCAL}\\Varco\\.varco-999999-a`;
    mkdirSync(windows.here(left));
    const own = examinationOf(JSON.parse((await host("doctor", "--json", "--fix")).out));
    assert.equal(findingOf(own, "host.double").outcome, "two");
    assert.match(findingOf(own, "host.double").command ?? "", /main\.cjs" uninstall$/);
    assert.equal(findingOf(own, "host.leftovers").outcome, "clean", "mended");
    assert.ok(!existsSync(windows.here(left)));
    const doctor = async () => {
      const { out } = await windows.run(`${PACKAGE}\\varco-host.exe`, ["doctor", "--json"]);
      return findingOf(examinationOf(JSON.parse(out)), "host.double");
    };
    const { outcome, command } = await doctor();
    assert.equal(outcome, "two");
    assert.match(command ?? "", /^cmd \/c "reg delete \S+ \/f(?: & reg delete \S+ \/f)+"$/);
    const pasted = ["/d", "/s", "/c", `"${command}"`];
    assert.equal((await windows.run("C:\\windows\\system32\\cmd.exe", pasted, "", { verbatim: true })).code, 0);
    assert.deepEqual([...(await manifests(windows))], []);
    assert.equal((await doctor()).outcome, "single");
  });

  it("goes by the proxy of the person's Windows settings", async () => {
    const lines: string[] = [];
    const proxy = createServer((socket) => {
      socket.once("data", (data) => {
        lines.push(data.toString("latin1").split("\r\n")[0] ?? "");
        socket.end("HTTP/1.1 503 Service Unavailable\r\n\r\n");
      });
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    const address = proxy.address();
    assert(address !== null && typeof address === "object");
    await reg(windows, "add", INTERNET, "/v", "ProxyEnable", "/t", "REG_DWORD", "/d", "1", "/f");
    await reg(windows, "add", INTERNET, "/v", "ProxyServer", "/t", "REG_SZ", "/d", `127.0.0.1:${address.port}`, "/f");
    const { code } = await host("probe", "https://portale.example/");
    proxy.close();
    assert.equal(code, 1);
    assert.deepEqual(lines, ["CONNECT portale.example:443 HTTP/1.1"]);
  });
});
