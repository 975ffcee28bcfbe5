import assert from "node:assert/strict";
import { useFakeBrowser } from "../fake-browser";
import { askForModule, extensionsLoadModules, moduleLoader } from "../../../extension/browser/module";

const PERMISSION = { permissions: ["pkcs11"] };

describe("how a browser loads the module", () => {
  const done: unknown[] = [];
  const note =
    (what: string, answer: unknown) =>
    async (...given: unknown[]) => {
      done.push([what, ...given]);
      return answer;
    };
  const use = (optional_permissions: string[] | undefined, installed = false) => {
    done.length = 0;
    useFakeBrowser({
      runtime: { id: "test", getManifest: () => ({ optional_permissions }) },
      permissions: { contains: note("contains", false), request: note("request", true), remove: note("remove", true) },
      pkcs11: {
        isModuleInstalled: note("installed?", installed),
        installModule: note("install", undefined),
        uninstallModule: note("uninstall", undefined),
      },
    });
    return moduleLoader();
  };

  it("is by the extension in Firefox, whose manifest has the permission for it", async () => {
    const loader = use(["pkcs11"]);
    assert.equal(extensionsLoadModules(), true);
    assert.equal(await loader.allowed(), false);
    assert.equal(await loader.loaded(), false);
    await loader.load();
    assert.equal(await askForModule(), true);
    assert.deepEqual(done, [
      ["contains", PERMISSION],
      ["installed?", "it.varco.module"],
      ["install", "it.varco.module"],
      ["request", PERMISSION],
    ]);
  });

  it("is undone in Firefox together with the permission: what is off stays off", async () => {
    await use(["pkcs11"], true).unload?.();
    assert.deepEqual(done, [
      ["installed?", "it.varco.module"],
      ["uninstall", "it.varco.module"],
      ["remove", PERMISSION],
    ]);
    await use(["pkcs11"], false).unload?.();
    assert.deepEqual(done, [
      ["installed?", "it.varco.module"],
      ["remove", PERMISSION],
    ]);
  });

  it("is by the browser itself in Chromium, and nobody is asked", async () => {
    const loader = use(undefined);
    assert.equal(extensionsLoadModules(), false);
    assert.deepEqual(
      [await loader.allowed(), await loader.loaded(), loader.unload, await askForModule()],
      [null, true, null, true],
    );
    await loader.load();
    assert.deepEqual(done, []);
  });
});
