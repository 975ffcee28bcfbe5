import { lstatSync, readFileSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/**
 * Debian's own installation makes this folder, and no package has it: dpkg takes it away, empty, with the last package
 * that had something in there.
 */
const EMPTY_AND_NOBODYS = "/etc/opt";

/** What dpkg, apt, its hooks (AppStream) and other packages' triggers write for themselves. */
const OF_THE_PACKAGE_MANAGER =
  /^\/var\/(lib\/(dpkg|apt)|cache\/(apt|man|fontconfig|swcatalog)|log)\/|^\/usr\/share\/icons\/hicolor\/icon-theme\.cache$/;

/**
 * Paths in /usr, /etc and /var that differ from the system as it was (see own-system.sh), byte by byte, without what
 * the package manager writes for itself.
 */
export function changes(): string[] {
  const system = process.env["VARCO_SYSTEM"];
  if (system === undefined) throw new Error("This test installs packages: run it with `npm test -- packages`.");
  return ["usr", "etc", "var"]
    .flatMap((name) => readdirSync(join(system, name), { recursive: true, withFileTypes: true }))
    .map((entry) => join(entry.parentPath, entry.name).slice(system.length))
    .filter(
      (path) =>
        path !== EMPTY_AND_NOBODYS &&
        !OF_THE_PACKAGE_MANAGER.test(path) &&
        look(path) !== look(join(system, "before", path)),
    )
    .sort();
}

/** Kind, mode, owner and content of what is at a path. */
function look(path: string): string {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return "nothing";
  const rights = `${status.mode.toString(8)} ${status.uid}:${status.gid}`;
  if (status.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  return status.isFile() ? `${rights} ${readFileSync(path, "base64")}` : rights;
}
