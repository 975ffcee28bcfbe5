import { HOST_NAME } from "../../../shared/identity";
import { command, FOLDER, manifests, PROGRAM, type AddedFile } from "./layout";

/** Folders that macOS or other programs own: never deleted, even when they are empty. */
const KEPT = ["/", "/Library", "/Library/Application Support", "/private", "/private/etc", "/private/etc/paths.d"];

/**
 * The script that removes what the package installed. It works on the system whose folder it lies in, three levels up:
 * `/`, or a place where the package was unpacked. A browser's manifest goes only if it names this program. Folders that
 * hold something else stay.
 */
export function uninstallScript(): AddedFile {
  const files = manifests().map(({ path }) => path);
  const added = command().map(({ path }) => path);
  const lines = (paths: readonly string[]) => paths.map((path) => `  '${path}'`).join(" \\\n");
  return {
    path: `${FOLDER}/uninstall.command`,
    mode: 0o755,
    content: `#!/bin/sh
# Removes Varco from this Mac. Settings that a person made stay in that person's Library.
set -eu
here=$(cd "$(dirname -- "$0")" && pwd -P)
root=\${here%'${FOLDER}'}
if [ "$root" = "$here" ]; then
  echo "This script works in ${FOLDER} only." >&2
  exit 1
fi
if [ -z "$root" ] && [ "$(id -u)" != 0 ]; then
  echo "An administrator's password is needed." >&2
  exec /usr/bin/sudo /bin/sh "$here/uninstall.command"
fi
for file in \\
${lines(files)}
do
  if [ -f "$root$file" ] && grep -qF '"${PROGRAM}"' "$root$file"; then rm "$root$file"; fi
done
rm -f \\
${lines(added).replaceAll("  '", `  "$root"'`)}
rm -rf "$root"'${FOLDER}/program' "$root"'${FOLDER}/uninstall.command'
for folder in \\
${lines(emptied([...files, ...added]))}
do
  if [ -d "$root$folder" ]; then rmdir "$root$folder" 2>/dev/null || :; fi
done
if [ -z "$root" ]; then /usr/sbin/pkgutil --forget ${HOST_NAME} >/dev/null 2>&1 || :; fi
echo "Varco was removed."
`,
  };
}

/** The folders of these files that may go when they are empty, longer paths first. */
function emptied(paths: readonly string[]): string[] {
  const folders = new Set<string>();
  for (const path of paths)
    for (
      let at = path.slice(0, path.lastIndexOf("/"));
      !KEPT.includes(at) && at !== "";
      at = at.slice(0, at.lastIndexOf("/"))
    )
      folders.add(at);
  return [...folders].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
}
