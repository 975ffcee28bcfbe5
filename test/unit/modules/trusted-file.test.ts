import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { trustedFile, type Look } from "../../../native-host/modules/trusted-file";

describe("A module that may be loaded", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "varco-module-")));
    file = join(folder, "module.so");
    writeFileSync(file, "", { mode: 0o755 });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const refused = (path: string, reason: RegExp, look?: Look, user?: number) =>
    assert.throws(
      () => trustedFile(path, user ?? process.geteuid?.(), look),
      (thrown: { code?: unknown; details?: { reason?: unknown } }) =>
        thrown.code === "token.module" && reason.test(String(thrown.details?.reason)),
    );
  /** Everything belongs to root, except what is named. */
  const owned =
    (uids: Readonly<Record<string, number>>, modes: Readonly<Record<string, number>> = {}): Look =>
    (path) => ({ uid: uids[path] ?? 0, mode: modes[path] ?? 0o755, isFile: () => path === file });

  it("is a file of root's or of the user's, by its real path", () => {
    assert.equal(trustedFile(file), file);
    const link = join(folder, "link.so");
    symlinkSync(file, link);
    assert.equal(trustedFile(link), file);
    assert.equal(trustedFile(file, 1000, owned({ [file]: 1000, [folder]: 1000 })), file);
  });

  it("is no file that another user owns, nor one in another user's folder", () => {
    refused(file, /belongs to another user/, owned({ [file]: 1001 }), 1000);
    refused(file, /belongs to another user/, owned({ [folder]: 1001 }), 1000);
  });

  it("is no file that others can change, itself or by its folder", () => {
    chmodSync(file, 0o757);
    refused(file, /other users can change/);
    chmodSync(file, 0o775);
    refused(file, /other users can change/);
    chmodSync(file, 0o755);
    chmodSync(folder, 0o777);
    refused(file, /other users can change/);
  });

  it("may lie below a folder where others can only add files", () => {
    assert.equal(trustedFile(file, 0, owned({}, { [tmpdir()]: 0o1777 })), file);
    refused(file, /other users can change/, owned({}, { [file]: 0o1777 }), 0);
  });

  it("is none of p11-kit's, through which Varco would ask itself, whatever a link to it is called", () => {
    for (const name of ["p11-kit-proxy.so", "p11-kit-client.so", "libp11-kit.so.0"]) {
      const proxy = join(folder, name);
      writeFileSync(proxy, "");
      refused(proxy, /leads back to Varco/);
      const link = join(folder, `other-${name}`);
      symlinkSync(proxy, link);
      refused(link, /leads back to Varco/);
    }
  });

  it("is a file, with an absolute path", () => {
    refused("module.so", /not absolute/);
    refused(join(folder, "missing.so"), /no such file/);
    mkdirSync(join(folder, "folder.so"));
    refused(join(folder, "folder.so"), /not a file/);
  });
});
