import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createTestPki } from "../../devkit/pki/pki";
import type { Stage } from "../../devkit/stage/stage";
import { makeSoftToken, SOFTHSM } from "../../devkit/token/soft-token";
import { BROWSERS } from "../../native-host/install/browsers";
import { PACKAGES, systemPlaces } from "../../native-host/install/places";
import { systemBundle } from "../../native-host/tls/trust";
import { CHROMIUM_ID, VARCO_VERSION } from "../../shared/identity";
import { Session } from "../e2e/session";
import { builtPackages, NEXT_VERSION, type BuiltPackages } from "./built";
import { changes } from "./changes";

const HOST = "/usr/bin/varco-host";

describe("The Debian package", function suite() {
  this.timeout(180_000);
  let packages: BuiltPackages;
  let file: string;
  let next: string;
  const dpkg = (...args: string[]) =>
    execFileSync("dpkg", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  before(() => {
    packages = builtPackages();
    file = packages.deb();
    next = packages.nextDeb();
  });

  it("has the same bytes, however often it is built", () => {
    const again = mkdtempSync(join(packages.folder, "again-"));
    assert(readFileSync(file).equals(readFileSync(packages.buildDeb(again))));
  });

  it("needs only packages of Debian that are there", () => {
    const needs = execFileSync("dpkg-deb", ["--field", file, "Depends"], { encoding: "utf8" });
    for (const need of needs.trim().split(", ")) assert.match(dpkg("--status", need.replace(/ .*/, "")), /^Version: /m);
  });

  it("is found by every browser of the table, by p11-kit and on the command line", () => {
    dpkg("--install", file);
    assert.match(
      execFileSync("dpkg-deb", ["--info", file, "md5sums"], { encoding: "utf8" }),
      / usr\/lib\/varco\/node$/m,
    );
    assert.equal(dpkg("--verify", "varco"), "", "the installed files are those of the package");
    assert.equal(execFileSync(HOST, ["--version"], { encoding: "utf8" }), `${VARCO_VERSION}\n`);
    const { browsers, moduleFile } = systemPlaces("linux", "/", BROWSERS, PACKAGES);
    for (const path of browsers.flatMap(({ hostManifests }) => hostManifests)) {
      const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
      assert.equal(Reflect.get(Object(manifest), "path"), `${PACKAGES.program}/varco-host`);
    }
    for (const path of browsers.flatMap(({ moduleManifests }) => moduleManifests)) {
      const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
      assert(existsSync(String(Reflect.get(Object(manifest), "path"))), path);
    }
    assert.match(readFileSync(moduleFile!, "utf8"), /^remote: \|'\/usr\/lib\/varco\/varco-host' module$/m);
    assert.match(execFileSync("p11-kit", ["list-modules"], { encoding: "utf8" }), /^(module: )?varco/m);
  });

  it("brings a manual without faults, and completion that bash reads", () => {
    const page = "/usr/share/man/man1/varco-host.1";
    const complaints = execFileSync("sh", [
      "-c",
      `MANROFFSEQ= MANWIDTH=80 man --warnings -E UTF-8 -l ${page} 2>&1 >/dev/null`,
    ]);
    assert.equal(complaints.toString(), "");
    const script = "/usr/share/bash-completion/completions/varco-host";
    const complete = `. ${script}; COMP_WORDS=(varco-host card --j); COMP_CWORD=2; _varco_host; echo "\${COMPREPLY[@]}"`;
    assert.equal(execFileSync("bash", ["-c", complete], { encoding: "utf8" }), "--json\n");
  });

  it("uses a USB key through the module of its maker, with nothing but the package", async () => {
    const key = mkdtempSync(join(packages.folder, "key-"));
    const { env } = await makeSoftToken(key, "12345", [{ id: "01", issued: await (await createTestPki()).card() }]);
    const shown = execFileSync(HOST, ["card", "--module", SOFTHSM], {
      encoding: "utf8",
      cwd: "/",
      env: { ...process.env, ...env },
    });
    assert.match(shown, /Holder: +ADA COLLAUDO\n/);
  });

  describe("with a card behind pcscd", () => {
    /** Browsers of an ordinary user, who registered nothing. */
    const useThePackage = ({ home, pki }: Stage) => {
      rmSync(join(home.path, ".config/chromium/NativeMessagingHosts"), { recursive: true });
      rmSync(join(home.path, ".mozilla/native-messaging-hosts"), { recursive: true });
      appendFileSync(systemBundle()!, pki.serverAuthority.pem);
    };
    let trusted: Buffer;
    before(() => {
      trusted = readFileSync(systemBundle()!);
    });

    const logIn = async (session: Session) => {
      const page = await session.follow("redirect");
      await session.asked(page);
      await session.typePin(page);
      assert.equal(await session.citizen(page), "ADA COLLAUDO");
    };
    after(() => {
      writeFileSync(systemBundle()!, trusted);
    });

    it("logs in in chromium with nothing but the package, also after an upgrade while the browser runs", async () => {
      const packaged = { extension: false, packaged: true, furnish: useThePackage };
      const session = await Session.open("chromium", { reader: "pcsc" }, packaged);
      try {
        await logIn(session);
        dpkg("--install", next);
        await session.tidy();
        await logIn(session);
        // The extension is older than the host now.
        const page = await session.browser.newPage();
        await page.goto(`chrome-extension://${CHROMIUM_ID}/pages/welcome.html`);
        await session.text(page, new RegExp(`Versione: ${NEXT_VERSION.replaceAll(".", "\\.")}`));
      } finally {
        await session.close();
      }
    });

    it("logs in in firefox", async () => {
      const session = await Session.open("firefox", { reader: "pcsc" }, { furnish: useThePackage });
      try {
        await logIn(session);
      } finally {
        await session.close();
      }
    });
  });

  describe("when it is removed", () => {
    it("leaves nothing behind", () => {
      assert.notDeepEqual(changes(), []);
      dpkg("--remove", "varco");
      assert.deepEqual(changes(), []);
      assert.throws(() => dpkg("--status", "varco"));
    });
  });
});
