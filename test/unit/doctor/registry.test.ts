import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AnyCheck } from "../../../native-host/doctor/check";
import { hostDouble } from "../../../native-host/doctor/checks/host-double";
import { hostLeftovers } from "../../../native-host/doctor/checks/host-leftovers";
import { hostProgram } from "../../../native-host/doctor/checks/host-program";
import { hostRegistered } from "../../../native-host/doctor/checks/host-registered";
import { hostVersion } from "../../../native-host/doctor/checks/host-version";
import { registryRegistrar } from "../../../native-host/doctor/facts/registry-registrar";
import { mend } from "../../../native-host/doctor/mend";
import type { CheckId, OutcomeOf } from "../../../native-host/doctor/outcomes";
import { Patient } from "../../../native-host/doctor/patient";
import { diagnose } from "../../../native-host/doctor/run";
import { hostManifest } from "../../../native-host/install/manifest";
import type { WindowsPlaces } from "../../../native-host/install/windows/places";
import { VARCO_VERSION } from "../../../shared/identity";
import { RegistryInMemory } from "../install/registry-in-memory";

const CHECKS: readonly AnyCheck[] = [hostRegistered, hostProgram, hostDouble, hostVersion, hostLeftovers];
const KEYS = {
  chrome: "Software\\Google\\Chrome\\NativeMessagingHosts\\it.varco.host",
  firefox: "Software\\Mozilla\\NativeMessagingHosts\\it.varco.host",
} as const;

describe("The doctor and the registry of Windows", () => {
  let folder: string;
  let registry: RegistryInMemory;
  let places: WindowsPlaces;
  let manifests: Readonly<Record<keyof typeof KEYS, string>>;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-registry-"));
    registry = new RegistryInMemory();
    manifests = { chrome: join(folder, "chromium.json"), firefox: join(folder, "firefox.json") };
    places = {
      folder,
      program: addProgram("varco-host.exe"),
      packaged: true,
      browsers: [
        { name: "chrome", title: "Chrome", engine: "chromium", keys: [KEYS.chrome], manifest: manifests.chrome },
        { name: "firefox", title: "Firefox", engine: "firefox", keys: [KEYS.firefox], manifest: manifests.firefox },
      ],
    };
    writeFileSync(manifests.chrome, hostManifest("chromium", "varco-host.exe"));
    writeFileSync(manifests.firefox, hostManifest("firefox", "varco-host.exe"));
    registry.write(KEYS.chrome, manifests.chrome);
    registry.write(KEYS.firefox, manifests.firefox);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Stands for a host: it tells its version. */
  const addProgram = (name: string, version = VARCO_VERSION) => {
    const path = join(folder, name);
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, `#!/bin/sh\necho ${version}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  /** The manifest of another installation. */
  const otherManifest = (program: string) => {
    const path = join(folder, "other.json");
    writeFileSync(path, hostManifest("chromium", program));
    return path;
  };
  const newPatient = () =>
    new Patient({
      openCards: () => assert.fail("no card is asked for"),
      start: [join(folder, "node.exe"), join(folder, "main.cjs")],
      systemRoot: join(folder, "system"),
      settings: folder,
      trust: {},
      portal: null,
      extension: null,
      registrar: registryRegistrar(
        [join(folder, "node.exe")],
        () => places,
        async () => registry,
      ),
    });
  const examine = (patient = newPatient()) => diagnose(patient, "en", { checks: CHECKS, platform: "win32" });
  const outcomes = async (patient = newPatient()) =>
    Object.fromEntries((await examine(patient)).findings.map(({ id, outcome }) => [id, outcome]));
  const fix = async () => {
    const patient = newPatient();
    return (await mend(patient, await examine(patient))).flatMap(({ paths }) => paths);
  };
  const cause = async (id: CheckId) => (await examine()).findings.find((finding) => finding.id === id)?.cause;
  const WELL = {
    "host.registered": "found",
    "host.program": "starts",
    "host.double": "single",
    "host.version": "same",
    "host.leftovers": "clean",
  };
  const NAMES = { chrome: `HKEY_CURRENT_USER\\${KEYS.chrome}`, firefox: `HKEY_CURRENT_USER\\${KEYS.firefox}` };

  it("finds a package, whose manifests name the program beside them", async () => {
    assert.deepEqual(await outcomes(), WELL);
    assert.equal(await cause("host.registered"), "These browsers find Varco: Chrome, Firefox.");
    assert.equal(await cause("host.program"), `The browsers start ${places.program}.`);
  });

  it("registers a host that no browser finds", async () => {
    for (const key of Object.values(KEYS)) registry.remove(key);
    assert.equal((await outcomes())["host.registered"], "none");
    assert.deepEqual(await fix(), [NAMES.chrome, NAMES.firefox]);
    assert.deepEqual(await outcomes(), WELL);
  });

  it("registers with a browser that is there and does not find it", async () => {
    mkdirSync(join(folder, "system/usr/bin"), { recursive: true });
    writeFileSync(join(folder, "system/usr/bin/firefox"), "");
    registry.remove(KEYS.firefox);
    assert.equal((await outcomes())["host.registered"], "some");
    assert.deepEqual(await fix(), [NAMES.firefox]);
    assert.deepEqual(await outcomes(), WELL);
  });

  const BROKEN: readonly (readonly [what: string, outcome: OutcomeOf<"host.program">, make: () => void])[] = [
    ["a manifest that is gone", "damaged", () => rmSync(manifests.chrome)],
    ["a manifest that is no JSON", "damaged", () => writeFileSync(manifests.chrome, "{")],
    ["a manifest with another extension", "foreign", () => writeFileSync(manifests.chrome, foreign())],
    ["a key that leads to a clone that is gone", "missing", () => leadAway()],
  ];
  const foreign = () => hostManifest("chromium", "varco-host.exe").replaceAll(/:\/\/[a-p]+/g, "://a");
  const leadAway = () => registry.write(KEYS.chrome, otherManifest(join(folder, "gone/varco-host.cmd")));
  for (const [what, outcome, make] of BROKEN) {
    it(`sees and mends ${what}`, async () => {
      make();
      assert.equal((await outcomes())["host.program"], outcome);
      assert.ok((await fix()).includes(NAMES.chrome));
      assert.deepEqual(await outcomes(), WELL);
    });
  }

  it("takes the computer's key where the person has none, and mends by the person's", async () => {
    registry.remove(KEYS.chrome);
    registry.everybodys.set(KEYS.chrome, manifests.chrome);
    assert.deepEqual(await outcomes(), WELL);
    registry.everybodys.set(KEYS.chrome, join(folder, "gone.json"));
    assert.equal((await outcomes())["host.program"], "damaged");
    assert.deepEqual(await fix(), [NAMES.chrome]);
    assert.deepEqual(await outcomes(), WELL);
  });

  it("tells the person's two installations from one beside that for everybody", async () => {
    const other = otherManifest(addProgram("clone/varco-host.cmd"));
    registry.everybodys.set(KEYS.chrome, other);
    assert.equal((await outcomes())["host.double"], "two");
    registry.write(KEYS.chrome, other);
    assert.equal((await outcomes())["host.double"], "mixed");
  });

  it("says how a person takes back their own of two installations, whichever it is", async () => {
    const command = async () => (await examine()).findings.find(({ id }) => id === "host.double")?.command;
    const other = otherManifest(addProgram("clone/varco-host.cmd"));
    for (const key of Object.values(KEYS)) registry.everybodys.set(key, other);
    assert.match((await command()) ?? "", /node\.exe uninstall$/);
    registry.write(KEYS.firefox, join(folder, "gone.json"));
    assert.match((await command()) ?? "", /node\.exe uninstall$/, "one of its keys leads nowhere");
    registry.everybodys.set(KEYS.chrome, manifests.chrome);
    registry.everybodys.delete(KEYS.firefox);
    registry.write(KEYS.chrome, other);
    registry.remove(KEYS.firefox);
    assert.equal(await command(), `cmd /c "reg delete ${NAMES.chrome} /f"`);
    registry.write(KEYS.firefox, other);
    assert.equal(await command(), `cmd /c "reg delete ${NAMES.chrome} /f & reg delete ${NAMES.firefox} /f"`);
  });

  it("sees and deletes what an interrupted registration has left", async () => {
    const left = join(folder, ".varco-999999999-a");
    mkdirSync(left);
    assert.equal((await outcomes())["host.leftovers"], "left");
    assert.deepEqual(await fix(), [left]);
    assert.deepEqual(await outcomes(), WELL);
  });

  it("asks what the browsers start for its version", async () => {
    addProgram("varco-host.exe", "0.0.9");
    assert.equal(
      await cause("host.version"),
      `The browsers start version 0.0.9, and this is version ${VARCO_VERSION}.`,
    );
  });
});
