import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VARCO_VERSION } from "../../../shared/identity";
import { zipFile } from "./archive";
import type { AddedFile } from "./layout";
import { addFiles, settle } from "./payload";

/** Where the program of one user lies, below the home: beside what `varco-host install` writes. */
const OWN_PROGRAM = "Library/Application Support/varco/program";

/**
 * Builds the zip file for one user without an administrator: the same program, and a script each that installs it for
 * this user and removes it.
 */
export function buildZip(tree: string, time: number, file: string): void {
  const work = mkdtempSync(join(tmpdir(), "varco-zip-"));
  try {
    const folder = join(work, `varco-${VARCO_VERSION}`);
    mkdirSync(folder);
    cpSync(tree, join(folder, "program"), { recursive: true });
    addFiles(folder, [installForUser(), uninstallForUser()]);
    settle(work, time);
    rmSync(file, { force: true });
    zipFile(work, file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Copies the program, since people delete what they have downloaded, and registers the copy. The program that was there
 * goes when the new one is whole.
 */
export function installForUser(): AddedFile {
  return {
    path: "install.command",
    mode: 0o755,
    content: `#!/bin/sh
# Installs Varco for this user: copies the program into the Library and registers it with the browsers.
set -eu
here=$(cd "$(dirname -- "$0")" && pwd -P)
program=$HOME/'${OWN_PROGRAM}'
mkdir -p "\${program%/*}"
rm -rf "$program.new" "$program.old"
cp -R "$here/program" "$program.new"
if [ -d "$program" ]; then mv "$program" "$program.old"; fi
mv "$program.new" "$program"
rm -rf "$program.old"
"$program/varco-host" install --user
echo "Varco is installed. You can delete the folder $here."
`,
  };
}

/** Takes the registration back and deletes the program. */
export function uninstallForUser(): AddedFile {
  return {
    path: "uninstall.command",
    mode: 0o755,
    content: `#!/bin/sh
# Removes what install.command has installed for this user. Settings stay.
set -eu
program=$HOME/'${OWN_PROGRAM}'
if [ -x "$program/varco-host" ]; then "$program/varco-host" uninstall --user; fi
rm -rf "$program" "$program.new" "$program.old"
rmdir "\${program%/*}" 2>/dev/null || :
echo "Varco was removed."
`,
  };
}
