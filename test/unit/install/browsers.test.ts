import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { BROWSERS, type Browser } from "../../../native-host/install/browsers";
import { moduleState } from "../../../native-host/install/module-state";
import { systemPlaces, userPlaces, type Places } from "../../../native-host/install/places";
import { ownLibrary } from "../../../native-host/install/nss-entry";
import { PROXY, Scene } from "./scene";
import { tree } from "./tree";

/** Two browsers that do not exist, one for each way of loading the module. */
const IMAGINARY: readonly Browser[] = [
  {
    name: "lynceus",
    title: "Lynceus",
    engine: "chromium",
    hostManifests: {
      linux: { user: [{ base: "config", folder: "lynceus/hosts" }], system: ["/etc/lynceus/hosts"] },
      darwin: { user: [{ base: "config", folder: "Lynceus/Hosts" }], system: ["/Library/Lynceus/Hosts"] },
    },
    registry: ["Lynceus"],
    module: { by: "nss-database", databases: [{ base: "home", folder: "sandbox/lynceus/nssdb" }] },
    signs: { programs: { linux: [], darwin: [], win32: [] }, snaps: [], flatpaks: [] },
  },
  {
    name: "vulpes",
    title: "Vulpes",
    engine: "firefox",
    hostManifests: {
      linux: {
        user: [{ base: "home", folder: ".vulpes/hosts" }],
        system: ["/opt/vulpes/hosts", "/usr/lib/vulpes/hosts"],
      },
      darwin: { user: [{ base: "config", folder: "Vulpes/Hosts" }], system: ["/Library/Vulpes/Hosts"] },
    },
    module: {
      by: "extension",
      manifests: { user: [{ base: "home", folder: ".vulpes/modules" }], system: ["/usr/lib/vulpes/modules"] },
    },
    registry: ["Vulpes"],
    signs: { programs: { linux: [], darwin: [], win32: [] }, snaps: [], flatpaks: [] },
  },
];
const TABLE = [...BROWSERS, ...IMAGINARY];

describe("The table of browsers", () => {
  let scene: Scene;
  let places: { linux: { user: Places; system: Places }; darwin: { user: Places; system: Places } };
  beforeEach(() => {
    scene = new Scene();
    const folders = { home: scene.home, config: join(scene.home, "config"), data: join(scene.home, "data") };
    const on = (platform: "linux" | "darwin") => ({
      user: userPlaces(platform, folders, TABLE),
      system: systemPlaces(platform, scene.root, TABLE),
    });
    places = { linux: on("linux"), darwin: on("darwin") };
  });
  afterEach(() => scene.remove());

  const placesOf = ({ browsers }: Places, name: string) => browsers.find((browser) => browser.name === name)!;
  const install = (where: Places, browsers: readonly string[]) => scene.install({ places: where, browsers });

  for (const { name, module } of TABLE)
    for (const platform of ["linux", "darwin"] as const)
      for (const scope of ["user", "system"] as const)
        it(`registers ${name} on ${platform} (scope ${scope}), and leaves nothing`, () => {
          const before = tree(scene.folder);
          const where = places[platform][scope];
          const { hostManifests, moduleManifests, databases } = placesOf(where, name);
          const { written } = install(where, [name]);
          assert(hostManifests.length > 0);
          for (const path of [...hostManifests, ...moduleManifests]) assert(written.includes(path), path);
          const hasModule = platform === "linux";
          assert.equal(moduleManifests.length > 0, hasModule && module?.by === "extension");
          assert.equal(databases.length > 0, hasModule && module?.by === "nss-database" && scope === "user");
          for (const database of databases.slice(0, 1))
            assert.equal(ownLibrary(readFileSync(join(database, "pkcs11.txt"), "latin1")), PROXY);
          assert.equal(where.moduleFile !== null && existsSync(where.moduleFile), hasModule);
          const rest = written.filter((path) => !hostManifests.includes(path) && !moduleManifests.includes(path));
          assert.equal(rest.length, 1 + Number(hasModule) + databases.slice(0, 1).length, rest.join());
          scene.uninstall(where, [name]);
          assert.deepEqual(tree(scene.folder), before);
        });

  it("puts what is for everybody where only root writes", () => {
    const folder = (platform: "linux" | "darwin") => relative(scene.root, places[platform].system.folder);
    assert.equal(folder("linux"), "usr/local/lib/varco");
    // Homebrew on an Intel Mac gives /usr/local to one user.
    assert.equal(folder("darwin"), "Library/Application Support/Varco");
  });

  it("gives a new browser the manifest of its engine", () => {
    install(places.linux.user, ["lynceus", "vulpes"]);
    const text = (name: string) => readFileSync(placesOf(places.linux.user, name).hostManifests[0]!, "utf8");
    assert.match(text("lynceus"), /allowed_origins/);
    assert.match(text("vulpes"), /allowed_extensions/);
  });

  it("keeps the browsers apart: each one's database and manifests go with that browser alone", () => {
    const { user } = places.linux;
    const list = (name: string) => join(placesOf(user, name).databases[0]!, "pkcs11.txt");
    install(user, ["chromium", "lynceus", "firefox", "vulpes"]);
    scene.uninstall(user, ["lynceus"]);
    assert(!existsSync(list("lynceus")));
    assert(existsSync(list("chromium")));
    scene.uninstall(user, ["firefox"]);
    assert(!existsSync(placesOf(user, "firefox").moduleManifests[0]!));
    assert(existsSync(placesOf(user, "vulpes").moduleManifests[0]!));
    const state = (engine: "chromium" | "firefox") =>
      moduleState(engine, { user, system: places.linux.system, root: scene.root });
    assert.equal(state("firefox"), "registered", "Vulpes has it");
    assert.equal(state("chromium"), "registered", "Chromium has it");
    scene.uninstall(user, ["chromium", "vulpes"]);
    assert.deepEqual(tree(scene.home), {});
  });

  it("tells which browsers load p11-kit's modules by an entry of another program", () => {
    const { user } = places.linux;
    const list = join(placesOf(user, "lynceus").databases[0]!, "pkcs11.txt");
    scene.put("home/sandbox/lynceus/nssdb/pkcs11.txt", `library=${PROXY}\nname=my cards\n\n`);
    const { others, written } = install(user, ["chromium", "lynceus"]);
    assert.deepEqual(
      others.map(({ path, browsers }) => [path, browsers.map(({ title }) => title)]),
      [[list, ["Lynceus"]]],
    );
    assert(written.includes(join(placesOf(user, "chromium").databases[0]!, "pkcs11.txt")));
  });

  it("refuses an unknown name", () => {
    assert.throws(() => install(places.linux.user, ["lynx"]), /lynx/);
    assert.deepEqual(tree(scene.home), {});
  });

  it("has each name once", () => {
    const names = BROWSERS.map(({ name }) => name);
    assert.deepEqual(names, [...new Set(names)]);
  });

  it("has all browsers that people ask for, each with places on three systems and signs by which it is found", () => {
    assert.deepEqual(
      BROWSERS.map(({ name }) => name),
      ["chromium", "chrome", "chrome-beta", "chrome-dev", "edge", "brave", "vivaldi", "opera", "firefox", "librewolf"],
    );
    for (const { name, hostManifests, registry, signs } of BROWSERS) {
      for (const { user, system } of [hostManifests.linux, hostManifests.darwin])
        assert(user.length > 0 && system.length > 0 && system.every((folder) => folder.startsWith("/")), name);
      assert(registry.length > 0 && registry.every((key) => !/^Software|NativeMessagingHosts/i.test(key)), name);
      for (const programs of Object.values(signs.programs)) assert(programs.length > 0, name);
    }
  });

  it("writes a file once that several browsers read", () => {
    const { written } = install(places.linux.user, ["chrome", "opera"]);
    assert.deepEqual(written, [...new Set(written)]);
  });
});
