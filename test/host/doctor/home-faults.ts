import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { OPENSC, SOFTHSM } from "../../../devkit/token/soft-token";
import { hostManifest } from "../../../native-host/install/manifest";
import { systemPlaces } from "../../../native-host/install/places";
import { VARCO_VERSION } from "../../../shared/identity";
import type { Computer } from "./computer";
import type { Column } from "./fault";

const MANIFEST = ".config/chromium/NativeMessagingHosts/it.varco.host.json";
const SCRIPT = ".local/share/varco/varco-host";
const MODULE = ".config/pkcs11/modules/varco.module";
const P11_KIT = ".config/pkcs11/pkcs11.conf";
const OPENSC_MODULE = "usr/share/p11-kit/modules/opensc-pkcs11.module";
const PROFILE = ".mozilla/firefox/prova.default";
/** A program that answers `--version`. */
const answers = (version: string) => `#!/bin/sh\necho ${version}\n`;

const write = (path: string, text: string, mode?: number) => (computer: Computer) => {
  const file = computer.home(path);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, text, { mode });
};
const remove = (path: string) => (computer: Computer) => rmSync(computer.home(path));
const INSTALLED = ["chromium", "firefox", "librewolf"];
/** Where those find a host for everybody. */
const manifests = ({ system }: Computer) =>
  systemPlaces("linux", system.root)
    .browsers.filter(({ name }) => INSTALLED.includes(name))
    .flatMap(({ engine, hostManifests: [path = ""] }) => [{ engine, path: path.slice(system.root.length) }]);

/** What browsers start. */
const HOST: Column<Computer> = [
  {
    check: "host.registered",
    outcome: "some",
    make: ({ system }) => system.installBrowser("librewolf"),
    remedy: "fix",
  },
  { check: "host.program", outcome: "missing", make: remove(SCRIPT), remedy: "fix" },
  {
    check: "host.program",
    outcome: "mode",
    make: (computer) => chmodSync(computer.home(SCRIPT), 0o644),
    remedy: "fix",
  },
  { check: "host.program", outcome: "damaged", make: write(MANIFEST, "{"), remedy: "fix" },
  {
    check: "host.program",
    outcome: "foreign",
    make: (computer) => {
      const path = computer.home(MANIFEST);
      writeFileSync(
        path,
        readFileSync(path, "utf8").replaceAll(/chrome-extension:\/\/[a-p]+/g, "chrome-extension://a"),
      );
    },
    remedy: "fix",
  },
  { check: "host.version", outcome: "differs", make: write(SCRIPT, answers("0.0.9")), remedy: "paste" },
  { check: "host.version", outcome: "silent", make: write(SCRIPT, "#!/bin/sh\nexit 1\n"), remedy: "paste" },
  {
    check: "host.double",
    outcome: "two",
    // A package, beside the person's own registration.
    make: (computer) => {
      const { system } = computer;
      system.write("usr/lib/varco/varco-host", answers(VARCO_VERSION), 0o755);
      const program = join(system.root, "usr/lib/varco/varco-host");
      for (const { engine, path } of manifests(computer)) system.write(path, hostManifest(engine, program));
    },
    remedy: "paste",
  },
  {
    check: "host.registered",
    outcome: "none",
    // The package goes.
    make: (computer) => {
      for (const { path } of manifests(computer)) computer.system.delete(path);
    },
    remedy: "fix",
  },
  {
    check: "host.double",
    outcome: "mixed",
    // A clone, registered by hand with one browser.
    make: (computer) => {
      computer.system.write("opt/clone/varco-host", answers(VARCO_VERSION), 0o755);
      write(MANIFEST, hostManifest("chromium", join(computer.system.root, "opt/clone/varco-host")))(computer);
    },
    remedy: "paste",
  },
  {
    check: "portal.permission",
    outcome: "outside",
    make: () => undefined,
    // The welcome page asks.
    remedy: (computer) => {
      computer.extension = { version: VARCO_VERSION, sites: 1 };
    },
  },
  {
    check: "host.version",
    outcome: "extension",
    make: (computer) => {
      computer.extension = { version: "0.0.9", sites: 0 };
    },
    // The browser brings the extension up to date.
    remedy: (computer) => {
      computer.extension = { version: VARCO_VERSION, sites: 0 };
    },
  },
];

/** What the person has, and the browsers. */
const PERSON: Column<Computer> = [
  {
    check: "host.leftovers",
    outcome: "left",
    // No system gives a process this number.
    make: (computer) => mkdirSync(computer.home(".local/share/varco/.varco-4194305-aBcDeF")),
    remedy: "fix",
  },
  {
    check: "settings.files",
    outcome: "families",
    make: write(".config/varco/families.json", "{", 0o600),
    remedy: remove(".config/varco/families.json"),
  },
  {
    check: "settings.files",
    outcome: "tokens",
    make: write(".config/varco/modules.json", "[]", 0o600),
    remedy: remove(".config/varco/modules.json"),
  },
  {
    check: "middleware.installed",
    outcome: "several",
    make: (computer) => computer.run("tokens", "add", SOFTHSM),
    remedy: (computer) => computer.run("tokens", "remove", SOFTHSM),
  },
  {
    check: "browser.found",
    outcome: "none",
    make: ({ system }) => system.delete("usr/bin"),
    // What `apt install` would do.
    remedy: ({ system }) => system.installBrowser("firefox"),
  },
  {
    check: "browser.packaging",
    outcome: "boxed",
    make: ({ system }) => system.write("snap/bin/firefox", "", 0o755),
    // Whether the person has said yes, nobody but the browser knows. Out of its box it asks no more.
    remedy: ({ system }) => system.delete("snap"),
  },
];

/** The module, and those of others. */
const MODULES: Column<Computer> = [
  { check: "module.registered", outcome: "unregistered", make: () => undefined, remedy: "fix" },
  {
    check: "module.registered",
    outcome: "broken",
    make: write(MODULE, "remote: |/nowhere/varco-host module\n"),
    remedy: "fix",
  },
  {
    check: "module.registered",
    outcome: "hidden",
    make: write(P11_KIT, "user-config: none\n"),
    remedy: write(P11_KIT, "user-config: merge\n"),
  },
  {
    check: "middleware.p11-kit",
    outcome: "others",
    make: ({ system }) => system.link(OPENSC_MODULE),
    remedy: "paste",
  },
  {
    check: "middleware.nss",
    outcome: "others",
    make: (computer) => {
      mkdirSync(computer.home(PROFILE), { recursive: true });
      const modutil = (...words: string[]) =>
        execFileSync("modutil", ["-force", "-dbdir", `sql:${computer.home(PROFILE)}`, ...words], { stdio: "ignore" });
      modutil("-create");
      modutil("-add", "OpenSC", "-libfile", OPENSC);
    },
    remedy: "paste",
  },
];

/** Debian's library that gives a program another time. */
const FAKE_TIME = ["x86_64", "aarch64"]
  .map((processor) => `/usr/lib/${processor}-linux-gnu/faketime/libfaketime.so.1`)
  .find((path) => existsSync(path));
const KDE = ".config/kioslaverc";
const settings = (variables: Readonly<Record<string, string | undefined>>) => (computer: Computer) =>
  Object.assign(computer.env, variables);
/** A port at which nobody listens. */
const NOBODY = "127.0.0.1:1";

/** The way out, and the clock. */
const SURROUNDINGS: Column<Computer> = [
  {
    check: "proxy.usable",
    outcome: "unreachable",
    make: settings({ HTTPS_PROXY: `http://${NOBODY}` }),
    remedy: settings({ HTTPS_PROXY: undefined }),
  },
  {
    check: "proxy.usable",
    outcome: "unusable",
    make: settings({ HTTPS_PROXY: `socks5://${NOBODY}` }),
    remedy: settings({ HTTPS_PROXY: undefined }),
  },
  {
    check: "proxy.usable",
    outcome: "script",
    make: (computer) => {
      write(KDE, `[Proxy Settings]\nProxyType=2\nProxy Config Script=http://${NOBODY}/proxy.pac\n`)(computer);
      settings({ XDG_CURRENT_DESKTOP: "KDE" })(computer);
    },
    remedy: write(KDE, "[Proxy Settings]\nProxyType=0\n"),
  },
  {
    check: "clock.right",
    outcome: "behind",
    make: settings({
      LD_PRELOAD: FAKE_TIME,
      FAKETIME: "@2026-10-01 12:00:00",
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    }),
    // What the time service would do.
    remedy: settings({ LD_PRELOAD: undefined }),
  },
];

/** Faults of the computer and of what the person has in the home. */
export const HOME_FAULTS: readonly Column<Computer>[] = [HOST, PERSON, MODULES, SURROUNDINGS];
