import assert from "node:assert/strict";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VarcoError } from "../../../shared/errors";
import { Scene } from "./scene";
import { tree } from "./tree";

/** What changes a disk. */
const STEPS = ["mkdirSync", "mkdtempSync", "writeFileSync", "chmodSync", "renameSync", "rmSync", "rmdirSync"] as const;

/** Hundreds of homes: none of them has to outlive a power cut. */
const MEMORY = fs.existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

class Killed extends Error {}

/**
 * Does some work that ends after so many steps, as by a kill: nothing that changes the disk is done any more, no
 * clearing up either. Returns whether it was cut short, and what the work threw then. `fault`: code of the system's error
 * that stands there instead, once.
 */
function cutShort(after: number, work: () => void, fault: string | null = null): { cut: boolean; thrown: unknown } {
  let left = after;
  let thrown: unknown = null;
  const state = { cut: false };
  const real = STEPS.map((name) => [name, fs[name]] as const);
  for (const [name, step] of real)
    Object.assign(fs, {
      [name]: (...args: unknown[]) => {
        left -= 1;
        // Neither a rename nor a deletion takes room.
        if (left < 0 && (fault === null || (!state.cut && !/^r/.test(name)))) {
          state.cut = true;
          throw fault === null ? new Killed() : Object.assign(new Error(fault), { code: fault });
        }
        const result: unknown = Reflect.apply(step, fs, args);
        return result;
      },
    });
  syncBuiltinESMExports();
  try {
    work();
  } catch (caught) {
    if (!state.cut) throw caught;
    thrown = caught;
  } finally {
    Object.assign(fs, Object.fromEntries(real));
    syncBuiltinESMExports();
  }
  return { cut: state.cut, thrown };
}

/** The process that made these is gone. */
function bury(folder: string): void {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bury(path);
    if (entry.name.startsWith(`.varco-${process.pid}-`))
      fs.renameSync(path, join(folder, entry.name.replace(String(process.pid), "4194305")));
  }
}

const LIST = "library=\nname=NSS Internal PKCS #11 Module\n\n";

describe("An installation that is cut short", () => {
  const scenes: Scene[] = [];
  afterEach(() => {
    for (const scene of scenes.splice(0)) scene.remove();
  });

  /** A home with things of other programs in it. */
  function newScene(): Scene {
    const scene = new Scene(MEMORY);
    scenes.push(scene);
    scene.put("home/.pki/nssdb/pkcs11.txt", LIST, 0o600);
    scene.put("home/.mozilla/native-messaging-hosts/other.json", "{}");
    return scene;
  }
  const install = (scene: Scene, command: "/bin/true" | "/bin/false" = "/bin/true") =>
    scene.install({ browsers: ["opera", "firefox"], command: [command] });

  it("at any step leaves every file whole; installed again all is there, uninstalled nothing is left", () => {
    const whole = newScene();
    install(whole);
    const names = Object.keys(tree(whole.home));
    let steps = 0;
    for (let cut = true; cut; steps += 1) {
      const scene = newScene();
      const before = tree(scene.home);
      ({ cut } = cutShort(steps, () => install(scene)));
      bury(scene.home);
      for (const [name, content] of Object.entries(tree(scene.home)))
        if (!name.includes(".varco-")) assert(names.includes(name) && content.length > 0, name);
      if (steps % 2 === 0) {
        install(scene);
        assert.deepEqual(Object.keys(tree(scene.home)), names, `after ${steps} steps`);
      }
      scene.uninstall();
      assert.deepEqual(tree(scene.home), before, `after ${steps} steps`);
      scene.remove();
      scenes.pop();
    }
    assert(steps > 20, String(steps));
  });

  it("over an older one leaves the older or the newer program in each file, and goes on from there", () => {
    for (let steps = 0, cut = true; cut; steps += 1) {
      const scene = newScene();
      const before = tree(scene.home);
      install(scene);
      ({ cut } = cutShort(steps, () => install(scene, "/bin/false")));
      bury(scene.home);
      const script = fs.readFileSync(scene.user.script.written, "utf8");
      assert.match(script, /^exec '\/bin\/(true|false)' "\$@"$/m);
      scene.uninstall();
      assert.deepEqual(tree(scene.home), before, `after ${steps} steps`);
      scene.remove();
      scenes.pop();
    }
  });

  it("while it is taken away, is taken away by the next run", () => {
    for (let steps = 0, cut = true; cut; steps += 1) {
      const scene = newScene();
      const before = tree(scene.home);
      install(scene);
      ({ cut } = cutShort(steps, () => scene.uninstall()));
      bury(scene.home);
      scene.uninstall();
      assert.deepEqual(tree(scene.home), before, `after ${steps} steps`);
      scene.remove();
      scenes.pop();
    }
  });

  it("by a full disk, at any step, leaves what was there", () => {
    for (const older of [false, true]) {
      let failed = 0;
      for (let steps = 0, cut = true; cut; steps += 1) {
        const scene = newScene();
        if (older) install(scene);
        const before = tree(scene.home);
        const { cut: failing, thrown } = cutShort(steps, () => install(scene, "/bin/false"), "ENOSPC");
        cut = failing;
        if (cut) {
          failed += 1;
          assert(thrown instanceof VarcoError && thrown.code === "install.full", String(thrown));
          const after = tree(scene.home);
          const own = ".local/share/varco/made.json";
          // The record may name folders already that are not there.
          if (older) assert.deepEqual({ ...after, [own]: "" }, { ...before, [own]: "" }, `after ${steps} steps`);
          else assert.deepEqual(after, before, `after ${steps} steps`);
        }
        scene.uninstall();
        scene.remove();
        scenes.pop();
      }
      assert(failed > 10, String(failed));
    }
  });
});
