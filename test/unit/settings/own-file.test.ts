import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { configFolder, settingsFolder, systemSettingsFolder } from "../../../native-host/settings/folder";
import { readGivenFile, readOwnFile } from "../../../native-host/settings/own-file";
import { VarcoError } from "../../../shared/errors";

const LONGEST = 8;
const refuse = (reason: string) => new VarcoError("families.file", { reason });

describe("A file of settings", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-settings-"));
    file = join(folder, "settings.json");
    writeFileSync(file, "content", { mode: 0o600 });
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const own = (path = file) => readOwnFile(path, LONGEST, refuse);
  const reason = (work: () => unknown): unknown => {
    try {
      work();
    } catch (thrown) {
      return thrown instanceof VarcoError ? thrown.details["reason"] : thrown;
    }
    return "read";
  };

  it("is read, also through a link", () => {
    assert.equal(own(), "content");
    symlinkSync(file, join(folder, "link"));
    assert.equal(own(join(folder, "link")), "content");
  });

  it("may be missing", () => {
    assert.equal(own(join(folder, "other.json")), null);
    assert.equal(own(join(file, "below a file")), null);
    assert.equal(
      reason(() => readGivenFile(join(folder, "other.json"), LONGEST, refuse)),
      "it cannot be read (ENOENT)",
    );
  });

  it("is refused where others can write it, or it is no file", () => {
    for (const mode of [0o620, 0o602]) {
      chmodSync(file, mode);
      assert.equal(reason(own), "other users can change it");
      assert.equal(readGivenFile(file, LONGEST, refuse), "content");
    }
    assert.equal(
      reason(() => own(folder)),
      "it cannot be read (EISDIR)",
    );
  });

  it("is read to one byte beyond its bound, whatever its size", () => {
    writeFileSync(file, "far too much content");
    assert.equal(own()?.length, LONGEST + 1);
    assert.equal(readGivenFile("/dev/zero", LONGEST, refuse).length, LONGEST + 1);
  });

  it("does not hold Varco up where it is a pipe that nobody writes to", () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", ["-m", "600", pipe]);
    assert.equal(own(pipe), "");
  });
});

describe("The folder of settings", () => {
  it("is where each system keeps them; an empty variable counts as unset", () => {
    assert.equal(settingsFolder({ HOME: "/home/ada", XDG_CONFIG_HOME: "/elsewhere" }, "linux"), "/elsewhere/varco");
    assert.equal(settingsFolder({ HOME: "/home/ada", XDG_CONFIG_HOME: "" }, "linux"), "/home/ada/.config/varco");
    assert.equal(configFolder({ HOME: "/Users/ada" }, "darwin"), "/Users/ada/Library/Application Support");
    assert.equal(
      configFolder({ APPDATA: "C:\\Users\\ada\\AppData\\Roaming" }, "win32"),
      "C:\\Users\\ada\\AppData\\Roaming",
    );
  });
});

describe("The folder of an organisation's settings", () => {
  it("is one in which only administrators may write", () => {
    assert.equal(systemSettingsFolder("/", {}, "linux"), "/etc/varco");
    assert.equal(systemSettingsFolder("/test", {}, "linux"), "/test/etc/varco");
    assert.equal(systemSettingsFolder("/", {}, "darwin"), "/Library/Application Support/Varco");
    assert.equal(
      systemSettingsFolder("/", { ProgramFiles: "D:\\Programmi" }, "win32"),
      "D:\\Programmi\\Varco\\settings",
    );
    assert.equal(systemSettingsFolder("/", {}, "win32"), "C:\\Program Files\\Varco\\settings");
  });
});
