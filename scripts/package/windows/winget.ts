import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { ABOUT, type Release } from "../release";

const ID = "Varco.Varco";
const SCHEMA = "1.9.0";

/**
 * Writes the manifests by which winget finds a package (Microsoft's "winget-pkgs", version, installer and default
 * locale) into the folder `winget` beside it, and returns that folder. `downloads`: address of the folder in which the
 * package will be published.
 */
export function writeWinget(msi: string, { version, time }: Release, downloads: string): string {
  const folder = join(msi, "..", "winget");
  mkdirSync(folder, { recursive: true });
  const hash = createHash("sha256").update(readFileSync(msi)).digest("hex").toUpperCase();
  const manifests = {
    [ID]: { type: "version", lines: ["DefaultLocale: en-US"] },
    [`${ID}.installer`]: {
      type: "installer",
      lines: [
        "InstallerType: wix",
        "Scope: user",
        "UpgradeBehavior: install",
        `ReleaseDate: ${new Date(time * 1000).toISOString().slice(0, 10)}`,
        "Installers:",
        "  - Architecture: x64",
        `    InstallerUrl: ${downloads}/${basename(msi)}`,
        `    InstallerSha256: ${hash}`,
      ],
    },
    [`${ID}.locale.en-US`]: {
      type: "defaultLocale",
      lines: [
        "PackageLocale: en-US",
        "Publisher: Varco",
        "PackageName: Varco",
        `PackageUrl: ${ABOUT.homepage}`,
        `License: ${ABOUT.licence}`,
        `ShortDescription: ${ABOUT.summary}`,
      ],
    },
  };
  for (const [name, { type, lines }] of Object.entries(manifests)) {
    const all = [
      `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${type}.${SCHEMA}.schema.json`,
      `PackageIdentifier: ${ID}`,
      `PackageVersion: ${version}`,
      ...lines,
      `ManifestType: ${type}`,
      `ManifestVersion: ${SCHEMA}`,
      "",
    ];
    writeFileSync(join(folder, `${name}.yaml`), all.join("\n"));
  }
  return folder;
}
