import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hostManifest } from "../../../native-host/install/manifest";
import { windowsPlaces, type WindowsPlaces } from "../../../native-host/install/windows/places";
import {
  registerOnWindows,
  registeredOnWindows,
  unregisterOnWindows,
} from "../../../native-host/install/windows/register";
import { windowsStartScript } from "../../../native-host/install/windows/start-script";
import { RegistryInMemory } from "./registry-in-memory";

const NODE = "C:\\Programmi\\node.exe";
const START = [NODE, "C:\\Varco\\main.cjs"] as const;
const ENV = { LOCALAPPDATA: "C:\\Users\\ada\\AppData\\Local" };
const KEY = "Software\\Google\\Chrome\\NativeMessagingHosts\\it.varco.host";

describe("The places on Windows", () => {
  const browser = (name: string, env: NodeJS.ProcessEnv = ENV, launcher = false) => {
    const { browsers, ...places } = windowsPlaces(START, env, undefined, () => launcher);
    return { ...places, ...browsers.find((one) => one.name === name)! };
  };

  it("are keys of the person, which some browsers share, and one manifest for each kind of browser", () => {
    assert.deepEqual(browser("chrome").keys, [KEY]);
    assert.deepEqual(browser("vivaldi").keys, [KEY]);
    assert.deepEqual(browser("firefox").keys, ["Software\\Mozilla\\NativeMessagingHosts\\it.varco.host"]);
    const folder = "C:\\Users\\ada\\AppData\\Local\\Varco";
    assert.equal(browser("chrome").manifest, `${folder}\\it.varco.host.chromium.json`);
    assert.equal(browser("firefox").manifest, `${folder}\\it.varco.host.firefox.json`);
    assert.equal(browser("firefox").program, `${folder}\\varco-host.cmd`);
  });

  it("are the package's own files where a package brought the program", () => {
    const { program, manifest, packaged } = browser("edge", {}, true);
    assert.equal(program, "C:\\Programmi\\varco-host.exe");
    assert.equal(manifest, "C:\\Programmi\\it.varco.host.chromium.json");
    assert.equal(packaged, true);
  });

  it("are unknown without the folder of the person's programs", () => {
    assert.throws(() => browser("edge", {}), { code: "install.home" });
  });
});

describe("The registration on Windows", () => {
  let folder: string;
  let places: WindowsPlaces;
  let registry: RegistryInMemory;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-windows-"));
    registry = new RegistryInMemory();
    const manifest = join(folder, "Varco", "host.json");
    places = {
      folder: join(folder, "Varco"),
      program: join(folder, "Varco", "varco-host.cmd"),
      packaged: false,
      browsers: ["chrome", "vivaldi"].map((name) => ({
        name,
        title: name,
        engine: "chromium",
        keys: [KEY],
        manifest,
      })),
    };
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it("writes script, manifest and key, and takes all of it back", () => {
    registry.write("Software\\Google\\Chrome\\BLBeacon", "of the browser");
    const before = [...registry.keys];
    const written = registerOnWindows(places, ["chrome", "vivaldi"], START, registry);
    const { program, browsers } = places;
    assert.deepEqual(written, [program, browsers[0]!.manifest, `HKEY_CURRENT_USER\\${KEY}`]);
    assert.equal(registry.read(KEY), browsers[0]!.manifest);
    assert.match(readFileSync(browsers[0]!.manifest, "utf8"), /varco-host\.cmd/);
    assert.equal(registeredOnWindows(places, registry).length, 2);
    const removed = unregisterOnWindows(places, ["chrome", "vivaldi"], registry);
    assert.deepEqual([...removed].sort(), [...written].sort());
    assert.deepEqual([...registry.keys], before);
    assert.equal(existsSync(places.folder), false);
    assert.deepEqual(unregisterOnWindows(places, ["chrome"], registry), []);
  });

  it("takes along what an interrupted registration has left", () => {
    registerOnWindows(places, ["chrome"], START, registry);
    const left = join(places.folder, ".varco-999999999-a");
    mkdirSync(left);
    assert.ok(unregisterOnWindows(places, ["chrome"], registry).includes(left));
    assert.equal(existsSync(places.folder), false);
  });

  it("leaves a key that leads to another installation, and knows its own path in any case", () => {
    registerOnWindows(places, ["chrome"], START, registry);
    registry.write(KEY, "C:\\another\\host.json");
    unregisterOnWindows(places, ["chrome"], registry);
    assert.equal(registry.read(KEY), "C:\\another\\host.json");
    registerOnWindows(places, ["chrome"], START, registry);
    registry.write(KEY, places.browsers[0]!.manifest.toUpperCase());
    unregisterOnWindows(places, ["chrome"], registry);
    assert.equal(registry.read(KEY), null);
  });

  it("writes keys only, where a package has brought the files, and never deletes these", () => {
    places = { ...places, packaged: true };
    const manifest = places.browsers[0]!.manifest;
    mkdirSync(places.folder);
    writeFileSync(manifest, hostManifest("chromium", "varco-host.exe"));
    assert.deepEqual(registerOnWindows(places, ["chrome"], START, registry), [`HKEY_CURRENT_USER\\${KEY}`]);
    assert.deepEqual(unregisterOnWindows(places, ["chrome"], registry), [`HKEY_CURRENT_USER\\${KEY}`]);
    assert.equal(existsSync(manifest), true);
  });

  it("writes a package's manifest again where it is not as the package brought it", () => {
    places = { ...places, packaged: true };
    const manifest = places.browsers[0]!.manifest;
    mkdirSync(places.folder);
    writeFileSync(manifest, "{");
    assert.deepEqual(registerOnWindows(places, ["chrome"], START, registry), [manifest, `HKEY_CURRENT_USER\\${KEY}`]);
    assert.equal(readFileSync(manifest, "utf8"), hostManifest("chromium", "varco-host.exe"));
  });
});

describe("The start script for Windows", () => {
  it("takes away what orders Node about, passes arguments on, and ends its lines as Windows does", () => {
    const script = windowsStartScript(START);
    assert.match(script, /^@echo off\r\n/);
    assert.match(script, /\('set NODE_'\) do set "%%n="\) 2>nul\r\n/);
    assert.match(script, /\r\n"C:\\Programmi\\node\.exe" "C:\\Varco\\main\.cjs" %\*\r\n$/);
    assert.doesNotMatch(script, /chcp|[^\r]\n/);
  });

  it("keeps other letters and percent signs of a path", () => {
    const script = windowsStartScript([NODE, "C:\\Città 100%\\main.cjs"]);
    assert.match(script, /chcp 65001/);
    assert.match(script, /"C:\\Città 100%%\\main\.cjs" %\*/);
  });
});
