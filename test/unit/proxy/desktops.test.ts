import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { desktopSettings } from "../../../native-host/proxy/desktops";
import { gnomeSettings } from "../../../native-host/proxy/desktops/gnome";
import { kdeSettings } from "../../../native-host/proxy/desktops/kde";
import { macosSettings } from "../../../native-host/proxy/desktops/macos";
import { windowsSettings } from "../../../native-host/proxy/desktops/windows";

/** As `gsettings list-recursively org.gnome.system.proxy` writes it. */
const gnome = (mode: string) => `org.gnome.system.proxy autoconfig-url 'http://rete.example/proxy.pac'
org.gnome.system.proxy ignore-hosts ['localhost', '127.0.0.0/8', '::1', '*.comune.example']
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
`;
const SCRIPT = { kind: "script", address: "http://rete.example/proxy.pac" };
const SEARCH = { kind: "search", otherwise: null };
const BY_HAND = { kind: "by-hand", http: "plain.example:8080", https: "proxy.example:3128" };

describe("The proxy of a GNOME desktop", () => {
  it("is set by hand, by a script, or not at all", () => {
    const exceptions = ["localhost", "127.0.0.0/8", "::1", "*.comune.example"];
    assert.deepEqual(gnomeSettings(gnome("manual")), { ...BY_HAND, exceptions });
    assert.deepEqual(gnomeSettings(gnome("auto")), SCRIPT);
    for (const output of [gnome("none"), "", "No such schema"]) assert.equal(gnomeSettings(output), null);
  });

  it("is looked for in the network where it is a script without an address", () => {
    assert.deepEqual(gnomeSettings(gnome("auto").replace(/'http:.*'/, "''")), SEARCH);
  });

  it("is none for a kind of connection without one", () => {
    const settings = gnomeSettings(gnome("manual").replace("'proxy.example'", "''"));
    assert.equal(settings?.kind === "by-hand" ? settings.https : undefined, null);
  });
});

/** `kioslaverc`, as the settings of Plasma write it. */
const kde = (type: number, more = "") => `[$Version]
update_info=kioslave.upd:kde2.2/r1

[Proxy Settings]
NoProxyFor=localhost,comune.example,10.0.0.0/8
Proxy Config Script=http://rete.example/proxy.pac
ProxyType=${type}
ReversedException=false
httpProxy[$i]=http://plain.example 8080
httpsProxy=http://proxy.example/ 3128
${more}
[Other]
ProxyType=9
`;

describe("The proxy of a KDE desktop", () => {
  it("is set by hand, by a script, looked for in the network, or not at all", () => {
    assert.deepEqual(kdeSettings(kde(1)), {
      kind: "by-hand",
      http: "http://plain.example:8080",
      https: "http://proxy.example:3128",
      exceptions: ["localhost", ".localhost", "comune.example", ".comune.example", "10.0.0.0/8"],
    });
    assert.deepEqual(kdeSettings(kde(2)), SCRIPT);
    assert.deepEqual(kdeSettings(kde(3)), SEARCH);
    for (const file of [kde(0), kde(4), "", "ProxyType=1"]) assert.equal(kdeSettings(file), null);
  });
});

/** As `scutil --proxy` writes it. */
const macos = (scripted: 0 | 1) => `<dictionary> {
  ExceptionsList : <array> {
    0 : *.local
    1 : 169.254/16
  }
  ExcludeSimpleHostnames : 1
  FTPPassive : 1
  HTTPEnable : 1
  HTTPPort : 8080
  HTTPProxy : plain.example
  HTTPSEnable : 1
  HTTPSPort : 3128
  HTTPSProxy : proxy.example
  ProxyAutoConfigEnable : ${scripted}
  ProxyAutoConfigURLString : http://rete.example/proxy.pac
}
`;

describe("The proxy of macOS", () => {
  it("is set by hand, by a script, or not at all", () => {
    const exceptions = ["*.local", "169.254/16", "<local>"];
    assert.deepEqual(macosSettings(macos(0)), { ...BY_HAND, exceptions });
    assert.deepEqual(macosSettings(macos(1)), SCRIPT);
    const off = macos(0).replaceAll(/(HTTPS?Enable) : 1/g, "$1 : 0");
    for (const output of [off, "", "<dictionary> {\n}\n"]) assert.equal(macosSettings(output), null);
  });

  it("is looked for in the network first where that is on", () => {
    const on = (output: string) => output.replace("<dictionary> {", "<dictionary> {\n  ProxyAutoDiscoveryEnable : 1");
    assert.deepEqual(macosSettings(on(macos(1))), { kind: "search", otherwise: SCRIPT });
    assert.deepEqual(macosSettings(on("<dictionary> {\n}\n")), SEARCH);
  });
});

/** As `reg query` writes the connections: version, counter, switches, then what the values say, too. */
const connections = (switches: string) => `
HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings\\Connections
    DefaultConnectionSettings    REG_BINARY    4600000003000000${switches}0000001200000070726F78792E6578616D706C653A33313238
    SavedLegacySettings    REG_BINARY    4600000005000000FF000000
`;

/** As `reg query` writes it. */
const windows = (server: string, more = "", on = 1) =>
  `
HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings
    User Agent    REG_SZ    Mozilla/4.0 (compatible; MSIE 8.0; Win32)
    ProxyEnable    REG_DWORD    0x${on}
    ProxyServer    REG_SZ    ${server}
    ProxyOverride    REG_SZ    *.comune.example;10.*;<local>
${more}
`.replaceAll("\n", "\r\n");

describe("The proxy of Windows", () => {
  it("is one for everything, or one for each kind of connection", () => {
    const exceptions = ["*.comune.example", "10.*", "<local>"];
    const one = "proxy.example:3128";
    assert.deepEqual(windowsSettings(windows(one), connections("03")), {
      kind: "by-hand",
      http: one,
      https: one,
      exceptions,
    });
    assert.deepEqual(windowsSettings(windows("http=plain.example:8080;https=proxy.example:3128"), connections("03")), {
      ...BY_HAND,
      exceptions,
    });
    const onlyHttp = windowsSettings(windows("http=plain.example:8080"), connections("03"));
    assert.equal(onlyHttp?.kind === "by-hand" ? onlyHttp.https : undefined, null);
  });

  it("is a script where there is one, and none where it is off", () => {
    const script = "    AutoConfigURL    REG_SZ    http://rete.example/proxy.pac";
    for (const on of [0, 1])
      assert.deepEqual(windowsSettings(windows("proxy.example:3128", script, on), connections("03")), SCRIPT);
    for (const output of [windows("proxy.example:3128", "", 0), ""]) assert.equal(windowsSettings(output, ""), null);
  });

  it("is looked for in the network first where that is on", () => {
    const otherwise = windowsSettings(windows("proxy.example:3128"), connections("03"));
    for (const switches of ["09", "0B", "0F"])
      assert.deepEqual(windowsSettings(windows("proxy.example:3128"), connections(switches)), {
        kind: "search",
        otherwise,
      });
    assert.deepEqual(windowsSettings(windows("", "", 0), connections("09")), SEARCH);
  });
});

describe("The settings of a desktop", () => {
  it("are asked of the desktop at which the person works, and of no other", async () => {
    const home = mkdtempSync(join(tmpdir(), "varco-desktop-"));
    const program = (name: string, output: string) => {
      writeFileSync(join(home, name), `#!/bin/sh\n/bin/cat <<'END'\n${output}END\n`);
      chmodSync(join(home, name), 0o700);
    };
    const kindAt = async (platform: NodeJS.Platform, desktop: string) =>
      (await desktopSettings(platform, { PATH: home, HOME: home, SystemRoot: home, XDG_CURRENT_DESKTOP: desktop }))
        ?.kind ?? null;
    try {
      assert.equal(await kindAt("linux", "ubuntu:GNOME"), null, "a desktop that does not tell");
      program("gsettings", gnome("manual"));
      mkdirSync(join(home, "System32"));
      program("System32/reg.exe", windows("proxy.example:3128"));
      mkdirSync(join(home, ".config"));
      writeFileSync(join(home, ".config", "kioslaverc"), kde(2));
      assert.equal(await kindAt("linux", "ubuntu:GNOME"), "by-hand");
      assert.equal(await kindAt("linux", "KDE"), "script");
      assert.equal(await kindAt("linux", "sway"), null);
      assert.equal(await kindAt("win32", ""), "by-hand");
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});
