import { execFileSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import puppeteer, { type Browser, type LaunchOptions } from "puppeteer-core";
import * as v from "valibot";
import type { BrowserName } from "../../devkit/browser/browsers";
import { builtExtension } from "../../devkit/browser/built-extension";
import { packExtension } from "../../devkit/browser/crx";
import type { ThrowAwayHome } from "../../devkit/browser/home";
import { asPerson } from "../../devkit/browser/unprivileged";
import { CHROMIUM_BROWSERS } from "../../scripts/policies/browsers";
import { chromiumPolicies, firefoxPolicies, updateManifest } from "../../scripts/policies/json";
import { FIREFOX_ID, VARCO_VERSION } from "../../shared/identity";

interface ManagedStart {
  readonly path: string;
  readonly program: string;
  readonly options: LaunchOptions;
  /** Puts the package into the folder, and returns the policies. */
  readonly write: (folder: string, settings: object) => object;
}

/** The file of policies of each browser, and how the browser starts. */
const BROWSERS: Readonly<Record<BrowserName, ManagedStart>> = {
  firefox: {
    path: "/etc/firefox/policies/policies.json",
    program: "/usr/bin/firefox-esr",
    // Headless there is no one to answer the question for site access.
    options: { browser: "firefox", extraPrefsFirefox: { "extensions.webextOptionalPermissionPrompts": false } },
    write: (folder: string, settings: object) => {
      const address = `file://${join(folder, "varco.xpi")}`;
      archive(builtExtension("firefox"), join(folder, "varco.xpi"));
      const { policies } = firefoxPolicies({ id: FIREFOX_ID, address, settings });
      // Nobody has signed this package: Firefox ESR takes it if a policy says so.
      const Preferences = { "xpinstall.signatures.required": { Value: false, Status: "locked" } };
      return { policies: { ...policies, Preferences } };
    },
  },
  chromium: {
    path: join(CHROMIUM_BROWSERS.find(({ id }) => id === "chromium")?.linux ?? "", "varco.json"),
    program: "/usr/bin/chromium",
    options: {
      browser: "chrome",
      pipe: true,
      // Both keep a policy's extensions away.
      ignoreDefaultArgs: ["--disable-extensions", "--disable-background-networking"],
      args: ["--no-first-run", "--disable-component-update", "--disable-sync", "--disable-gpu", "--no-sandbox"],
    },
    write: (folder: string, settings: object) => {
      const { id, bytes } = packExtension(archive(withoutKey(folder), join(folder, "varco.zip")));
      const file = (name: string) => `file://${join(folder, name)}`;
      writeFileSync(join(folder, "varco.crx"), bytes);
      writeFileSync(join(folder, "updates.xml"), updateManifest(id, VARCO_VERSION, file("varco.crx")));
      // A driver may look into the extension of a policy only if another one says so.
      return { ...chromiumPolicies({ id, address: file("updates.xml"), settings }), DeveloperToolsAvailability: 1 };
    },
  },
};

/**
 * Starts the browser on a computer whose administrator has rolled the extension out, with these settings. Only the
 * browser sees the policy: it lies over `/etc` in a mount namespace.
 */
export async function openManagedBrowser(name: BrowserName, home: ThrowAwayHome, settings: object): Promise<Browser> {
  const { path, program, options, write } = BROWSERS[name];
  const policy = write(home.path, settings);
  const etc = join(home.path, "etc");
  const file = join(home.path, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(policy));
  const start = join(home.path, "start-browser");
  const overlay = `mount -t overlay overlay -o lowerdir=${etc}:/etc /etc`;
  const flags = process.getuid?.() === 0 ? "-m" : "-r -m";
  const command = [...asPerson(), program].join(" ");
  writeFileSync(start, `#!/bin/sh\nexec unshare ${flags} sh -c '${overlay} && exec ${command} "$@"' sh "$@"\n`);
  chmodSync(start, 0o755);
  return puppeteer.launch({
    ...options,
    executablePath: start,
    userDataDir: name === "firefox" ? home.firefoxProfile : home.chromiumProfile,
    headless: true,
    env: { ...home.env },
    defaultViewport: null,
  });
}

/** The built extension, which then gets its identifier from the key that signs it. */
function withoutKey(folder: string): string {
  const copy = join(folder, "extension");
  cpSync(builtExtension("chromium"), copy, { recursive: true });
  const file = join(copy, "manifest.json");
  const manifest = v.parse(v.record(v.string(), v.unknown()), JSON.parse(readFileSync(file, "utf8")));
  writeFileSync(file, JSON.stringify({ ...manifest, key: undefined }));
  return copy;
}

/** Packs the files of a folder as a ZIP archive. */
function archive(folder: string, into: string): Buffer {
  execFileSync("python3", ["-m", "zipfile", "-c", into, ...readdirSync(folder)], { cwd: folder });
  return readFileSync(into);
}
