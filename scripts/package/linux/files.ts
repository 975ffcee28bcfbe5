import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { hostManifest, moduleManifest } from "../../../native-host/install/manifest";
import { moduleFile } from "../../../native-host/install/module-file";
import { PACKAGES, systemPlaces } from "../../../native-host/install/places";
import { HOST_NAME } from "../../../shared/identity";
import { ROOT } from "../folders";
import type { LinuxNames } from "../systems";
import { completions } from "./completions";
import { DESKTOP_ENTRY } from "./desktop-entry";
import { extensionFiles } from "./extension";
import type { LinuxFamily } from "./families";
import { manPage, readHelp } from "./help";
import type { PackageFile } from "./package-file";

/** Files that a package takes in as they are: what is in here, at the same place on the system. */
const AS_THEY_ARE = join(ROOT, "packaging/linux");
const ICON_SIZES = [16, 32, 48, 128];

/** Everything of a package but the program itself. */
export function packageFiles(family: LinuxFamily, names: LinuxNames): PackageFile[] {
  const { browsers, script, moduleFile: modulePath } = systemPlaces("linux", "/", undefined, PACKAGES);
  const verbs = readHelp();
  const library = family.proxy(names);
  return [
    // Not a link: the start script looks for its neighbours where it was called.
    { path: "/usr/bin/varco-host", content: `#!/bin/sh\nexec ${script.seen} "$@"\n`, runs: true },
    ...browsers.flatMap(({ engine, hostManifests, moduleManifests }) => [
      ...hostManifests.map((path) => ({ path, content: hostManifest(engine, script.seen) })),
      ...moduleManifests.map((path) => ({ path, content: moduleManifest(library) })),
    ]),
    ...(modulePath === null ? [] : [{ path: modulePath, content: moduleFile(script.seen) }]),
    { path: "/usr/share/man/man1/varco-host.1", content: manPage(verbs) },
    ...completions(verbs, family.zsh),
    ...(family.loadsExtension ? extensionFiles() : []),
    { path: `/usr/share/applications/${HOST_NAME}.desktop`, content: DESKTOP_ENTRY },
    { path: "/usr/share/varco/start.html", content: readFileSync(join(ROOT, "packaging/start.html")) },
    ...ICON_SIZES.map((size) => ({
      path: `/usr/share/icons/hicolor/${size}x${size}/apps/${HOST_NAME}.png`,
      content: readFileSync(join(ROOT, `extension/icons/${size}.png`)),
    })),
    { path: "/usr/share/doc/varco/copyright", content: readFileSync(join(ROOT, "packaging/copyright")) },
  ];
}

/** Copies what packages take in as it is into the folder that stands for the system's root. */
export function putAsTheyAre(root: string): void {
  cpSync(AS_THEY_ARE, root, { recursive: true, filter: (path) => !path.endsWith("/README.md") });
}
