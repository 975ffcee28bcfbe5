import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gnomeRoute, routeBy } from "../../../native-host/proxy/gnome";

/** As `gsettings list-recursively org.gnome.system.proxy` writes it. */
const settings = (mode: string, more = "") => `org.gnome.system.proxy autoconfig-url ''
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1', '*.comune.example', '.asl.example', '10.0.0.0/8']
org.gnome.system.proxy mode '${mode}'
org.gnome.system.proxy use-same-proxy true
org.gnome.system.proxy.ftp host ''
org.gnome.system.proxy.ftp port 0
org.gnome.system.proxy.http host 'plain.example'
org.gnome.system.proxy.http port 8080
org.gnome.system.proxy.https host 'proxy.example'
org.gnome.system.proxy.https port 3128
org.gnome.system.proxy.socks host ''
org.gnome.system.proxy.socks port 0
${more}`;
const PROXY = { host: "proxy.example", port: 3128, authorization: null };
const by = (output: string, address = "https://portale.example/") => routeBy(output, new URL(address));

describe("The proxy of a GNOME desktop", () => {
  it("is taken where it is set by hand, by the scheme of the address", () => {
    assert.deepEqual(by(settings("manual")), PROXY);
    assert.deepEqual(by(settings("manual"), "http://portale.example/ca.der"), {
      ...PROXY,
      host: "plain.example",
      port: 8080,
    });
  });

  it("is none where there is none, and where the output is no list of settings", () => {
    for (const output of [settings("none"), settings("auto"), "", "No such schema"]) assert.equal(by(output), null);
  });

  it("is not taken for the hosts that the list leaves out", () => {
    for (const host of ["accesso.comune.example", "cup.asl.example", "10.20.30.40", "localhost"]) {
      assert.equal(by(settings("manual"), `https://${host}/`), "direct", host);
    }
    for (const host of ["comune.example.org", "11.0.0.1", "[2001:db8::1]", "asl.example"]) {
      assert.deepEqual(by(settings("manual"), `https://${host}/`), PROXY, host);
    }
  });

  it("is not taken where only other kinds of connections have one", () => {
    const output = settings("manual").replace("'proxy.example'", "''");
    assert.equal(by(output), "direct");
  });

  it("is asked of the desktop only where it is such a desktop, and a desktop without gsettings has none", async () => {
    const folder = mkdtempSync(join(tmpdir(), "varco-gsettings-"));
    const url = new URL("https://portale.example/");
    try {
      assert.equal(await gnomeRoute(url, { PATH: folder, XDG_CURRENT_DESKTOP: "ubuntu:GNOME" }), null);
      const program = join(folder, "gsettings");
      writeFileSync(program, `#!/bin/sh\n/bin/cat <<'END'\n${settings("manual")}END\n`);
      chmodSync(program, 0o700);
      assert.deepEqual(await gnomeRoute(url, { PATH: folder, XDG_CURRENT_DESKTOP: "ubuntu:GNOME" }), PROXY);
      assert.equal(await gnomeRoute(url, { PATH: folder, XDG_CURRENT_DESKTOP: "KDE" }), null);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
