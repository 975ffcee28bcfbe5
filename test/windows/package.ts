import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, win32 } from "node:path";
import * as v from "valibot";
import { HOST_NAME, VARCO_VERSION } from "../../shared/identity";
import type { Windows } from "./windows";

const SYSTEM32 = "C:\\windows\\system32";
const MSIEXEC = `${SYSTEM32}\\msiexec.exe`;
const REG = `${SYSTEM32}\\reg.exe`;

/** The package that `npm run package -- win-x64 msi` has built, as programs of Windows see it. */
export const MSI = `Z:\\packages\\win-x64\\varco-${VARCO_VERSION}-win-x64.msi`;

/** Keys below HKEY_CURRENT_USER\Software, of browsers with which the package registers Varco. */
export const BROWSER_KEYS = ["Mozilla", "LibreWolf", "Google\\Chrome", "Chromium", "Microsoft\\Edge"] as const;
export type BrowserKey = (typeof BROWSER_KEYS)[number];

/** Installs a package as an administrator would on many computers: without a question. */
export async function installPackage(windows: Windows, msi = MSI): Promise<void> {
  const { code } = await windows.run(MSIEXEC, ["/i", msi, "/qn"]);
  assert.equal(code, 0, `msiexec /i ${msi}`);
}

/** Removes a package. */
export async function removePackage(windows: Windows, msi = MSI): Promise<void> {
  const { code } = await windows.run(MSIEXEC, ["/x", msi, "/qn"]);
  assert.equal(code, 0, `msiexec /x ${msi}`);
}

/** Runs `reg.exe`: its exit code and what it printed. */
export async function reg(windows: Windows, ...args: string[]): Promise<{ code: number | null; out: string }> {
  const { code, out } = await windows.run(REG, args);
  return { code, out };
}

/** What is below a key of the registry, line by line as `reg export` writes it. */
export async function registryBelow(windows: Windows, key: string): Promise<string[]> {
  await reg(windows, "export", key, "Z:\\work\\registry.reg", "/y");
  return readFileSync(join(windows.root.work, "registry.reg"), "utf16le").split("\r\n");
}

/** What browsers find in the registry: the paths of their manifests. */
export async function manifests(windows: Windows): Promise<ReadonlyMap<BrowserKey, string>> {
  const lines = await registryBelow(windows, "HKCU\\Software");
  const found = BROWSER_KEYS.flatMap((key): [BrowserKey, string][] => {
    const at = lines.indexOf(`[HKEY_CURRENT_USER\\Software\\${key}\\NativeMessagingHosts\\${HOST_NAME}]`);
    const value = /^@="(.*)"$/.exec(lines[at + 1] ?? "")?.[1];
    return at < 0 || value === undefined ? [] : [[key, value.replaceAll("\\\\", "\\")]];
  });
  return new Map(found);
}

const manifestShape = v.object({ name: v.literal(HOST_NAME), type: v.literal("stdio"), path: v.string() });

/** The program that a browser starts: what its manifest names, from the folder of the manifest. */
export function programOf(windows: Windows, manifest: string | undefined): string {
  assert(manifest !== undefined, "no manifest is found");
  const { path } = v.parse(manifestShape, JSON.parse(readFileSync(windows.here(manifest), "utf8")));
  return win32.resolve(win32.dirname(manifest), path);
}
