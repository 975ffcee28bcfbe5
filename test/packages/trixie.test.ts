import assert from "node:assert/strict";
import { once } from "node:events";
import { chmodSync, copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createTestPki } from "../../devkit/pki/pki";
import { startPortal, type Portal } from "../../devkit/portal/portal";
import { DEMO_PIN, makeCard } from "../../devkit/stage/card";
import { VARCO_VERSION } from "../../shared/identity";
import { SmartCards } from "../windows/smart-cards";
import { WineRoot } from "../windows/wine-root";
import { builtPackages, NEXT_VERSION, type BuiltPackages } from "./built";

/**
 * Every path there with kind, rights, owner, size and target, without what dpkg writes for itself, and without /etc/opt:
 * dpkg takes that away, empty and nobody's, with the last package that had something in there.
 */
const SYSTEM = [
  "find /usr /etc /var -xdev",
  "\\( -path /var/lib/dpkg -o -path /var/cache -o -path /var/log -o -path /etc/opt \\) -prune",
  "-o -type d -printf '%p %M %u:%g\\n'",
  "-o -printf '%p %M %u:%g %s %l\\n'",
].join(" ");
/** An ordinary person of that Debian. */
const PERSON = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "env", "HOME=/tmp", "PATH=/usr/bin"];

/** It has pcsc-lite 2 and p11-kit 0.25; no browser is in this Debian (CONTRIBUTING.md says how to try one there). */
describe("The Debian package on Debian 13", function suite() {
  this.timeout(120_000);
  let packages: BuiltPackages;
  let root: WineRoot;
  let cards: SmartCards;
  let portal: Portal;
  before(async () => {
    packages = builtPackages();
    const pki = await createTestPki();
    portal = await startPortal({ via: "node", pki });
    root = await WineRoot.open();
    chmodSync(root.work, 0o755);
    copyFileSync(packages.deb(), join(root.work, "this.deb"));
    copyFileSync(packages.nextDeb(), join(root.work, "next.deb"));
    writeFileSync(join(root.work, "authority.pem"), pki.serverAuthority.pem);
    cards = await SmartCards.start(root);
    await cards.door.insert(await makeCard(pki));
  });
  after(async () => {
    await cards.close();
    await root.close();
    await portal.close();
  });

  /** What a program there writes. Throws `Error` with all of it if it fails. */
  const run = async (command: readonly string[], input = ""): Promise<string> => {
    const child = root.spawn(command, "pipe");
    child.stdin?.end(input);
    const [out, err] = await Promise.all([text(child.stdout!), text(child.stderr!), once(child, "close")]);
    assert.equal(child.exitCode, 0, `${command.join(" ")}\n${out}${err}`);
    return out;
  };
  const host = (args: readonly string[], input = "") => run([...PERSON, "varco-host", ...args], input);

  /** Sorted, so that a difference is easy to read. */
  const system = async () => (await run(["sh", "-c", SYSTEM])).split("\n").sort();

  it("is installed, logs an ordinary person in, is upgraded and leaves nothing behind", async () => {
    const before = new Set(await system());
    await run(["dpkg", "--install", "/work/this.deb"]);
    assert.equal(await host(["--version"]), `${VARCO_VERSION}\n`);
    assert.match(await run([...PERSON, "p11-kit", "list-modules"]), /^(module: )?varco/m);
    assert.match(await host(["card"]), /ADA COLLAUDO/);
    const login = ["get", `${portal.origins.everyPage}/`, "--pin-stdin", "--ca", "/work/authority.pem"];
    assert.match(await host(login, `${DEMO_PIN}\n`), /ADA COLLAUDO/);
    await run(["dpkg", "--install", "/work/next.deb"]);
    assert.equal(await host(["--version"]), `${NEXT_VERSION}\n`);
    assert.match(await host(["card"]), /ADA COLLAUDO/);
    const added = (await system()).filter((line) => !before.has(line));
    assert(added.some((line) => line.startsWith("/usr/bin/varco-host ")));
    await run(["dpkg", "--remove", "varco"]);
    const after = new Set(await system());
    assert.deepEqual(
      [...after].filter((line) => !before.has(line)),
      [],
      "left behind",
    );
    assert.deepEqual(
      [...before].filter((line) => !after.has(line)),
      [],
      "taken away",
    );
  });
});
