import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { hiddenBy, moduleState, registeredAt } from "../../../native-host/install/module-state";
import { userPlaces } from "../../../native-host/install/places";
import { PROXY, Scene } from "./scene";

describe("The state of the PKCS#11 module", () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });
  afterEach(() => scene.remove());
  const states = () => ({
    firefox: moduleState("firefox", scene.modulePlaces),
    chromium: moduleState("chromium", scene.modulePlaces),
  });
  const both = (state: string) => ({ firefox: state, chromium: state });

  it('is "possible" before the registration, "registered" after it, for each engine by itself', () => {
    assert.deepEqual(states(), both("possible"));
    scene.install({ browsers: ["firefox"] });
    assert.deepEqual(states(), { firefox: "registered", chromium: "possible" });
    scene.install({ browsers: ["chrome"] });
    assert.deepEqual(states(), both("registered"));
    scene.uninstall();
    assert.deepEqual(states(), both("possible"));
  });

  it('is "unavailable" without p11-kit, and on a system that has none', () => {
    scene.install();
    rmSync(join(scene.root, PROXY));
    assert.deepEqual(states(), both("unavailable"));
    const { home } = scene;
    const darwin = { ...scene.modulePlaces, user: userPlaces("darwin", { home, config: home, data: home }) };
    assert.equal(moduleState("firefox", darwin), "unavailable");
    assert.equal(moduleState("firefox", null), "unavailable");
  });

  it('is "registered" only where the registration leads to what is there', () => {
    const script = join(scene.home, ".local/share/varco/varco-host");
    scene.install();
    rmSync(script);
    assert.deepEqual(states(), both("possible"), "no start script");
    scene.put("home/.local/share/varco/varco-host", "#!/bin/sh\n", 0o644);
    assert.deepEqual(states(), both("possible"), "not executable");
    scene.install();
    assert.deepEqual(states(), both("registered"));
    const manifests = [".mozilla", ".librewolf"].map((name) => `home/${name}/pkcs11-modules/it.varco.module.json`);
    for (const path of manifests) scene.put(path, '{ "path": "/gone/p11-kit-proxy.so" }');
    scene.put("home/.pki/nssdb/pkcs11.txt", "library=/gone/p11-kit-proxy.so\nname=it.varco.module\n");
    assert.deepEqual(states(), both("possible"), "the library is gone");
    for (const path of manifests) scene.put(path, "not JSON");
    assert.equal(states().firefox, "possible");
    scene.install();
    assert.deepEqual(states(), both("registered"), "repaired");
  });

  it("counts the system's registration too; Chromium needs an entry of the person's besides", () => {
    scene.install({ places: scene.system });
    assert.deepEqual(states(), { firefox: "registered", chromium: "possible" });
    scene.put("home/.pki/nssdb/pkcs11.txt", `library=${PROXY}\nname=set up by hand\n`);
    assert.deepEqual(states(), both("registered"));
  });

  describe("where p11-kit's settings leave modules out (user-config)", () => {
    const SYSTEM = "system/etc/pkcs11/pkcs11.conf";
    const OWN = "home/.config/pkcs11/pkcs11.conf";

    it('is "possible" for what a person has registered, and the settings are named', () => {
      scene.install();
      assert.equal(hiddenBy(scene.modulePlaces), null);
      for (const file of [SYSTEM, OWN]) {
        scene.put(file, "# A comment.\n user-config:  none \n");
        assert.deepEqual(states(), both("possible"), file);
        assert.equal(hiddenBy(scene.modulePlaces), join(scene.folder, file));
        rmSync(join(scene.folder, file));
      }
      scene.put(SYSTEM, "# user-config: none\nuser-config: merge\n");
      assert.deepEqual(states(), both("registered"));
    });

    it('is "registered" all the same by a registration for everybody', () => {
      scene.install();
      scene.install({ places: scene.system });
      scene.put("system/usr/local/lib/varco/varco-host", "#!/bin/sh\n", 0o755);
      scene.put(SYSTEM, "user-config: none\n");
      assert.deepEqual(states(), both("registered"));
      assert.equal(hiddenBy(scene.modulePlaces), null);
    });

    it("counts no registration for everybody where only the person's own are read", () => {
      scene.install({ places: scene.system });
      scene.put(OWN, "user-config: only\n");
      assert.equal(states().firefox, "possible");
      scene.install();
      assert.deepEqual(states(), both("registered"));
      scene.put(SYSTEM, "user-config: none\n");
      assert.equal(hiddenBy(scene.modulePlaces), null, "the system's none counts before the person's own");
      rmSync(join(scene.folder, SYSTEM));
      scene.put(SYSTEM, "user-config: override\n");
      rmSync(join(scene.folder, OWN));
      assert.deepEqual(states(), both("registered"));
    });
  });

  it("knows when something of the registration was written last", () => {
    assert.equal(registeredAt("chromium", scene.modulePlaces), 0);
    const before = Date.now();
    scene.install();
    const at = registeredAt("chromium", scene.modulePlaces);
    assert(at >= before - 10 && at <= Date.now() + 10, `${before} ${at}`);
  });
});
