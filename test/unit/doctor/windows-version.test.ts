import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WINDOWS_VERSION } from "../../../native-host/doctor/facts/windows-version";

describe("The version of a browser on Windows", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "varco-version-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const chromium = () => WINDOWS_VERSION.chromium(join(folder, "chrome.exe"));
  const firefox = () => WINDOWS_VERSION.firefox(join(folder, "firefox.exe"));

  it("is the name of Chromium's folder; of two, the newer one", () => {
    for (const name of ["Dictionaries", "99.0.4844.84", "142.0.7444.60", "1.2.3"]) mkdirSync(join(folder, name));
    assert.equal(chromium(), "142.0.7444.60");
  });

  it("stands in Firefox's application.ini, whatever ends its lines", () => {
    for (const end of ["\n", "\r\n"]) {
      const lines = ["[App]", "Vendor=Mozilla", "Version=128.14.0esr", "[Gecko]", "MinVersion=1", ""];
      writeFileSync(join(folder, "application.ini"), lines.join(end));
      assert.equal(firefox(), "128.14.0esr");
    }
  });

  it("is unknown where nothing tells it", () => {
    writeFileSync(join(folder, "application.ini"), "[App]\nVersion=\n");
    assert.deepEqual([chromium(), firefox()], [null, null]);
    assert.equal(WINDOWS_VERSION.chromium("/none/chrome.exe"), null);
    assert.equal(WINDOWS_VERSION.firefox("/none/firefox.exe"), null);
  });
});
