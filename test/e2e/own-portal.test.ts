import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { BROWSER_NAMES } from "../../devkit/browser/browsers";
import { developerAuthorities } from "../../devkit/ca/authorities";
import { createTestPki } from "../../devkit/pki/pki";
import { startDeveloperPortal, TITLE, type DeveloperPortal } from "./developer-portal";

/**
 * How the login ends with a card that has expired. With TLS 1.3, Node ends the connection without a word about the
 * certificate. OpenSSL may hear the end first.
 */
const REFUSED = /^Not logged in: server\.(?:cut|certificate-refused): \S/;

describe("npm start at a developer's own portal", function suite() {
  this.timeout(60_000);
  let folder = "";
  let portal: DeveloperPortal;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "varco-own-portal-"));
    const [pki, { cards }] = await Promise.all([createTestPki(), developerAuthorities(join(folder, "varco-devkit"))]);
    writeFileSync(join(folder, "ca.pem"), pki.serverAuthority.pem);
    portal = await startDeveloperPortal(await pki.server(["localhost"]), cards.issued.pem);
  });
  after(async () => {
    await portal.close();
    rmSync(folder, { recursive: true });
  });

  /** Runs it, and returns the exit code with the last line. */
  const start = async (...options: readonly string[]) => {
    const words = ["devkit/start/main.ts", "--auto", "--url", portal.login, "--ca", join(folder, "ca.pem"), ...options];
    const env = { ...process.env, XDG_DATA_HOME: folder };
    const started = spawn(process.execPath, ["--import", "./devkit/typescript.mjs", ...words], { env });
    const [output, errors] = await Promise.all([text(started.stdout), text(started.stderr), once(started, "exit")]);
    return { code: started.exitCode, end: output.trimEnd().split("\n").at(-1) ?? "", all: output + errors };
  };

  for (const browser of BROWSER_NAMES) {
    it(`logs in by itself in ${browser}, and says where that ended`, async () => {
      const { code, end, all } = await start("--browser", browser);
      assert.equal(end, `Logged in: ${portal.home} "${TITLE}"`, all);
      assert.equal(code, 0);
    });
  }

  it("says why a card does not log in", async () => {
    const { code, end, all } = await start("--browser", "chromium", "--card", "expired");
    assert.match(end, REFUSED, all);
    assert.equal(code, 1);
  });
});
