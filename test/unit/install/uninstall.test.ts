import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { moduleState } from "../../../native-host/install/module-state";
import { ALL, Scene } from "./scene";
import { tree } from "./tree";

const INTERNAL = "library=\nname=NSS Internal PKCS #11 Module\nNSS=Flags=internal,critical askpw=any timeout=30})\n\n";
const OPENSC = "library=/usr/lib64/opensc-pkcs11.so\nname=OpenSC\n\n";

describe("Taking the registration away", () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });
  afterEach(() => scene.remove());
  const list = () => join(scene.home, ".pki/nssdb/pkcs11.txt");

  /** What a home holds before Varco comes. */
  const homes: Readonly<Record<string, () => void>> = {
    "an empty home": () => {},
    "a database with entries of other programs": () => {
      scene.put("home/.pki/nssdb/cert9.db", "certificates");
      scene.put("home/.pki/nssdb/pkcs11.txt", INTERNAL + OPENSC, 0o640);
      chmodSync(join(scene.home, ".pki"), 0o711);
    },
    "a list of modules that ends in the middle of a line": () =>
      scene.put("home/.pki/nssdb/pkcs11.txt", `${INTERNAL}library=x\nname=caff\u00e8`, 0o600),
    "a list of modules that is a link": () => {
      scene.put("elsewhere/pkcs11.txt", INTERNAL);
      mkdirSync(join(scene.home, ".pki/nssdb"), { recursive: true });
      symlinkSync(join(scene.folder, "elsewhere/pkcs11.txt"), list());
    },
    "an empty list of modules": () => scene.put("home/.pki/nssdb/pkcs11.txt", ""),
    "a database without a list of modules": () => scene.put("home/.pki/nssdb/cert9.db", "certificates"),
    "the database in its newer place": () => scene.put("home/.local/share/pki/nssdb/pkcs11.txt", INTERNAL),
    "empty folders of other programs": () => {
      for (const folder of [
        ".pki",
        ".mozilla/native-messaging-hosts",
        ".config/pkcs11/modules",
        ".config/chromium",
        ".local/share",
      ])
        mkdirSync(join(scene.home, folder), { recursive: true });
    },
    "manifests and modules of other programs": () => {
      for (const file of [
        ".mozilla/native-messaging-hosts/other.json",
        ".mozilla/pkcs11-modules/other.json",
        ".config/pkcs11/modules/other.module",
        ".config/google-chrome/NativeMessagingHosts/other.json",
      ])
        scene.put(join("home", file), "{}");
    },
  };
  for (const [what, prepare] of Object.entries(homes)) {
    it(`leaves the home byte for byte as it was: ${what}`, () => {
      prepare();
      const before = tree(scene.folder);
      scene.install();
      const registered = tree(scene.folder);
      assert.notDeepEqual(registered, before);
      scene.install();
      assert.deepEqual(tree(scene.folder), registered, "twice is once");
      scene.uninstall();
      assert.deepEqual(tree(scene.folder), before);
      assert.deepEqual(scene.uninstall(), [], "there is nothing left to take away");
      assert.deepEqual(tree(scene.folder), before);
    });
  }

  it("keeps what the browser put beside our list of modules", () => {
    scene.install();
    scene.put("home/.pki/nssdb/cert9.db", "certificates", 0o600);
    scene.uninstall();
    assert.deepEqual(tree(scene.home), {
      ".pki": "folder 700",
      ".pki/nssdb": "folder 700",
      ".pki/nssdb/cert9.db": "file 600 certificates",
    });
  });

  it("removes only our entry where another program wrote the list meanwhile", () => {
    scene.install();
    writeFileSync(list(), `${INTERNAL}${readFileSync(list(), "utf8")}${OPENSC}`);
    scene.uninstall();
    assert.equal(readFileSync(list(), "utf8"), INTERNAL + OPENSC);
  });

  it("accepts that a person has already deleted some of it", () => {
    scene.install();
    rmSync(join(scene.home, ".pki"), { recursive: true });
    rmSync(join(scene.home, ".config/chromium"), { recursive: true });
    scene.uninstall();
    assert.deepEqual(tree(scene.home), {});
  });

  it("keeps a folder that a person made again", () => {
    scene.install({ browsers: ["firefox", "chrome"] });
    scene.uninstall(scene.user, ["firefox"]);
    mkdirSync(join(scene.home, ".mozilla"), { mode: 0o755 });
    scene.uninstall();
    assert.deepEqual(tree(scene.home), { ".mozilla": "folder 755" });
  });

  it("is complete also browser by browser, in any order", () => {
    const orders: readonly (readonly string[])[] = [
      ALL,
      ALL.toReversed(),
      ["chrome", ...ALL.filter((name) => name !== "chrome")],
    ];
    for (const order of orders) {
      for (const places of [scene.user, scene.rootUser, scene.system]) {
        const before = tree(scene.folder);
        scene.install({ places });
        const [last, ...others] = order.toReversed();
        for (const browser of others.reverse()) {
          scene.uninstall(places, [browser]);
          for (const path of [places.script.written, places.moduleFile!])
            assert(existsSync(path), `${path} after ${browser}: ${last} is left`);
        }
        scene.uninstall(places, [last!]);
        assert.deepEqual(tree(scene.folder), before);
      }
    }
  });

  it("is complete for each browser that was the only one", () => {
    for (const browser of ALL) {
      for (const places of [scene.user, scene.system]) {
        const before = tree(scene.folder);
        scene.install({ places, browsers: [browser] });
        assert(existsSync(places.moduleFile!));
        scene.uninstall(places, [browser]);
        assert.deepEqual(tree(scene.folder), before, browser);
      }
    }
  });

  it("removes what is left when no browser is registered any more", () => {
    scene.install();
    for (const { hostManifests, moduleManifests } of scene.user.browsers)
      for (const path of [...hostManifests, ...moduleManifests]) rmSync(path, { force: true });
    rmSync(list());
    scene.uninstall(scene.user, ["firefox"]);
    assert.deepEqual(tree(scene.home), {});
  });

  describe("where only the module was registered, because the host is registered for everybody", () => {
    const isIn = (path: string | null) => path !== null && existsSync(path);
    beforeEach(() => {
      scene.install({ places: scene.system, proxy: null });
      scene.install({ parts: ["module"] });
    });

    it("leaves Firefox the module when another browser goes", () => {
      for (const browser of ["chromium", "chrome"] as const) {
        scene.uninstall(scene.user, [browser]);
        assert.equal(moduleState("firefox", scene.modulePlaces), "registered", browser);
      }
      for (const browser of ["firefox", "librewolf"]) scene.uninstall(scene.user, [browser]);
      assert.deepEqual(tree(scene.home), {});
    });

    it("leaves Chromium and Chrome the module when Firefox goes", () => {
      scene.uninstall(scene.user, ["firefox", "librewolf"]);
      assert.equal(moduleState("chromium", scene.modulePlaces), "registered");
      assert(!scene.user.browsers.some(({ moduleManifests }) => moduleManifests.some(isIn)));
      scene.uninstall(scene.user, ["chromium"]);
      assert.deepEqual(tree(scene.home), {});
    });
  });

  it("takes the module of a browser whose host is registered here, though the module was given to all", () => {
    scene.install({ browsers: ["firefox"] });
    scene.install({ parts: ["module"] });
    assert(existsSync(list()));
    scene.uninstall(scene.user, ["firefox", "librewolf"]);
    assert.deepEqual(tree(scene.home), {});
  });

  describe("where browsers share a file", () => {
    const chromes = () => join(scene.home, ".config/google-chrome/NativeMessagingHosts/it.varco.host.json");

    it("keeps it as long as one of them is registered, in any order", () => {
      for (const [first, second] of [
        ["chrome", "opera"],
        ["opera", "chrome"],
      ] as const) {
        scene.install({ browsers: ["chrome", "opera"] });
        scene.uninstall(scene.user, [first]);
        assert(existsSync(chromes()), `${second} reads it`);
        assert(existsSync(list()), `${second} reads it`);
        scene.uninstall(scene.user, [second]);
        assert.deepEqual(tree(scene.home), {});
      }
    });

    it("takes it away with the one that was registered alone, though another would read it", () => {
      scene.install({ browsers: ["chrome"] });
      scene.uninstall(scene.user, ["chrome"]);
      assert.deepEqual(tree(scene.home), {});
    });

    it("knows it also where a person has made one folder a link to another", () => {
      scene.put("home/.mozilla/native-messaging-hosts/other.json", "{}");
      mkdirSync(join(scene.home, ".librewolf"));
      symlinkSync("../.mozilla/native-messaging-hosts", join(scene.home, ".librewolf/native-messaging-hosts"));
      const before = tree(scene.home);
      scene.install();
      scene.uninstall(scene.user, ["librewolf"]);
      assert(existsSync(join(scene.home, ".mozilla/native-messaging-hosts/it.varco.host.json")), "Firefox reads it");
      scene.uninstall();
      assert.deepEqual(tree(scene.home), before);
    });
  });

  it("leaves what another registration in the same places needs, which works: a package's", () => {
    const package_ = {
      ...scene.system,
      script: { written: join(scene.root, "usr/lib/varco"), seen: "/usr/lib/varco" },
    };
    scene.install({
      places: { ...package_, folder: join(scene.root, "usr/lib/own") },
      browsers: ["chrome", "firefox"],
    });
    const firefox = join(scene.root, "usr/lib/mozilla/native-messaging-hosts/it.varco.host.json");
    const packages = readFileSync(firefox, "utf8");
    scene.install({ places: scene.system });
    writeFileSync(firefox, packages);
    scene.uninstall(scene.system);
    assert.equal(readFileSync(firefox, "utf8"), packages);
    assert(existsSync(join(scene.root, "usr/lib/mozilla/pkcs11-modules/it.varco.module.json")));
    assert(!existsSync(scene.system.script.written), "ours is gone");
    rmSync(package_.script.written);
    scene.uninstall(scene.system);
    assert(!existsSync(firefox), "its program is gone");
  });
});
