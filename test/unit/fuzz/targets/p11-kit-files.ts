import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VarcoError } from "../../../../shared/errors";
import { moduleFile, programOf } from "../../../../native-host/install/module-file";
import { moduleFilesRead } from "../../../../native-host/install/p11-kit-config";
import type { Places } from "../../../../native-host/install/places";
import { Take } from "./take";
import { inTime } from "./target";

/** A path is read from p11-kit's module file as it was written, or is refused. */
export function checkPath(path: string): void {
  let text: string;
  try {
    text = moduleFile(path);
  } catch (thrown) {
    assert(thrown instanceof VarcoError && thrown.code === "module.path", String(thrown));
    return;
  }
  assert.equal(programOf(text), path);
}

let places: { readonly root: string; readonly own: string; readonly of: Places } | undefined;

/** Places in an empty folder. */
function scene() {
  if (places) return places;
  const root = mkdtempSync(join(tmpdir(), "varco-fuzz-"));
  process.once("exit", () => rmSync(root, { recursive: true }));
  const own = join(root, "own");
  for (const folder of ["etc/pkcs11", "own"]) mkdirSync(join(root, folder), { recursive: true });
  const of: Places = {
    forEverybody: false,
    folder: own,
    script: { written: join(own, "varco-host"), seen: join(own, "varco-host") },
    browsers: [],
    moduleFile: join(own, "modules/varco.module"),
    sharesModuleFile: false,
  };
  return (places = { root, own: join(own, "pkcs11.conf"), of });
}

/** p11-kit reads one of the folders at least, and a file is named where it leaves one out. */
function checkSettings(system: Buffer, own: Buffer): void {
  const { root, own: path, of } = scene();
  writeFileSync(join(root, "etc/pkcs11/pkcs11.conf"), system);
  writeFileSync(path, own);
  const { systems, persons, by } = moduleFilesRead(of, root);
  assert(systems || persons);
  assert.equal(by === null, systems && persons);
}

/** p11-kit's module file and settings. */
export const check = inTime((bytes) => {
  const take = new Take(bytes);
  const path = `/${take.short().toString("utf8")}`;
  const system = take.short();
  const own = take.rest();
  checkPath(path);
  checkSettings(system, own);
  programOf(own.toString("utf8"));
});
